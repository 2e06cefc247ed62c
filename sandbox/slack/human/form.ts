import { controlsOf } from '../blocks.ts'
import { codePoints } from '../code-points.ts'
import { askForOptions, sendClosing, sendSubmission } from '../interactions/form.ts'
import { isObject } from '../json.ts'
import { enter, isEmpty, stateValues } from '../state.ts'
import type { View } from '../views.ts'
import { need, topView, who, type Doors } from './door.ts'
import { clientRefusal } from './entering.ts'
import { findControl, findInput } from './finding.ts'
import { HumanError } from './human-error.ts'
import { stateFor } from './press.ts'
import { errorsShown } from './seeing.ts'

/** Filling in the form on top. */
export const FORM: Doors = {
  async 'POST options'(body, workspace) {
    const person = who(body)
    const view = topView(person, workspace)
    const place = findControl(view.content.blocks, { action: need(body, 'label') })
    const query = need(body, 'query', true)
    const least = place.control.min_query_length ?? 3
    if (!place.control.type.endsWith('external_select'))
      throw new HumanError(`a ${place.control.type} does not ask the app for options`)
    if (codePoints(query).length < least) throw new HumanError(`type at least ${least} characters`)
    const { acked, ackMs, options } = await askForOptions(person, view, place, query, workspace)
    return { acked, ackMs, options: options.map(({ text, value }) => ({ text: text.text, value })) }
  },

  async 'POST submit'(body, workspace) {
    const person = who(body)
    const view = topView(person, workspace)
    if (view.content.submit === null) throw new HumanError('this form has no submit button')
    const values = Object.entries(isObject(body['values']) ? body['values'] : {})
    const named = values.map(([label, given]) => {
      return { place: findInput(view.content.blocks, label), given }
    })
    for (const { place, given } of named) {
      const state = await stateFor(person, view, place, given, workspace)
      view.entered = enter(view.entered, place.block, place.control, state)
    }
    view.errors = clientRefusals(view)
    if (Object.keys(view.errors).length > 0)
      return { errors: errorsShown(view), closed: false, acked: false }
    const { acked, ackMs } = await sendSubmission(person, view, workspace)
    const errors = errorsShown(view)
    const closed = !workspace.views.isOpen(view)
    return { ...(Object.keys(errors).length > 0 ? { errors } : {}), closed, acked, ackMs }
  },

  async 'POST close'(body, workspace) {
    const person = who(body)
    await sendClosing(person, topView(person, workspace), body['all'] === true, workspace)
    return { closed: true, depth: workspace.views.depth(person.id) }
  },
}

/** Inputs that Slack's client would not send: required ones left empty, texts too long. */
function clientRefusals(view: View): Record<string, string> {
  const { blocks } = view.content
  const states = stateValues(blocks, view.entered)
  const refusals: Record<string, string> = {}
  for (const { block, control } of controlsOf(blocks)) {
    const state = states[block.block_id]?.[control.action_id]
    if (block.type !== 'input' || !state) continue
    const refusal = !isEmpty(control, state)
      ? clientRefusal(control, state)
      : block.optional !== true
        ? 'Please complete this required field.'
        : undefined
    if (refusal !== undefined) refusals[block.block_id] = refusal
  }
  return refusals
}
