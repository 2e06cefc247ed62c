import { optionsOf, type Place } from '../blocks.ts'
import { askForOptions, offeredIn } from '../interactions/form.ts'
import type { Surface } from '../interactions/payload.ts'
import { sendClick } from '../interactions/press.ts'
import { textOf, type JsonObject } from '../json.ts'
import type { Person } from '../people.ts'
import { enter, type StateValue } from '../state.ts'
import type { View } from '../views.ts'
import type { Workspace } from '../workspace.ts'
import { need, outcome, topView, where, who, type Doors } from './door.ts'
import { enterValue } from './entering.ts'
import { findControl, findOption } from './finding.ts'
import { HumanError } from './human-error.ts'
import { seenMessage } from './seeing.ts'

/** Pressing and choosing, in messages and in forms. */
export const PRESS: Doors = {
  async 'POST click'(body, workspace) {
    const person = who(body)
    const surface = pressedSurface(body, person, workspace)
    const blocks =
      surface.kind === 'view' ? surface.view.content.blocks : (surface.message.blocks ?? [])
    const place = findControl(blocks, {
      action: need(body, 'action'),
      block: textOf(body['block']),
      value: body['value'],
    })
    if (body['confirm'] === false && place.control['confirm'] !== undefined)
      return { acked: false, ackMs: 0, cancelled: true }
    const done = await operate(person, surface, place, body, workspace)
    if (place.block.type === 'input' && place.block.dispatch_action !== true)
      return { acked: false, ackMs: 0, typed: true }
    return outcome(await sendClick(person, surface, place, done, workspace))
  },
}

function pressedSurface(body: JsonObject, person: Person, workspace: Workspace): Surface {
  if (body['view'] === true) return { kind: 'view', view: topView(person, workspace) }
  const conversation = where(body, person, workspace)
  const message = seenMessage(conversation, need(body, 'ts'), person, workspace)
  return { kind: 'message', message }
}

/** Presses or chooses, and answers what the action of the payload then says. */
async function operate(
  person: Person,
  surface: Surface,
  place: Place,
  body: JsonObject,
  workspace: Workspace,
): Promise<JsonObject> {
  const { block, control } = place
  if (control.type === 'button') {
    const { text, value, style } = control
    return { text, value, style }
  }
  // An item of an overflow menu can be named in place of the menu.
  const item = control.type === 'overflow' ? body['action'] : undefined
  const given = body['option'] ?? body['value'] ?? item
  if (given === undefined) throw new HumanError(`say which option of "${control.action_id}"`)
  if (control.type === 'overflow') {
    const option = findOption(control, textOf(given) ?? '')
    const names = optionsOf(control).map(({ text }) => text.text)
    if (!option) throw new HumanError(`there is no such item; there is: ${names.join(', ')}`)
    return { selected_option: option }
  }
  const holder = surface.kind === 'view' ? surface.view : surface.message
  const view = surface.kind === 'view' ? surface.view : undefined
  const state = await stateFor(person, view, place, given, workspace)
  holder.entered = enter(holder.entered, block, control, state)
  return state
}

/** What a control holds once this was entered; an external select of a form may ask the app. */
export function stateFor(
  person: Person,
  view: View | undefined,
  place: Place,
  given: unknown,
  workspace: Workspace,
): Promise<StateValue> {
  return enterValue(place.control, given, {
    person,
    files: workspace.files,
    offered: view ? offeredIn(view, place) : [],
    suggest: async (query) =>
      view ? (await askForOptions(person, view, place, query, workspace)).options : [],
  })
}
