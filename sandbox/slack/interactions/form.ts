import { ApiError } from '../api-error.ts'
import { optionsOf, type Control, type Option, type Place } from '../blocks.ts'
import { suggestions } from '../checker/options.ts'
import { isObject, textOf, type JsonObject } from '../json.ts'
import type { Person } from '../people.ts'
import type { Ack } from '../transport.ts'
import type { View } from '../views.ts'
import type { Workspace } from '../workspace.ts'
import { common, obeyOr, surfaceOf } from './payload.ts'

const TROUBLE = { '': 'We had some trouble connecting. Try again?' }

/** Sends a view_submission and does with the form what the acknowledgement says. */
export async function sendSubmission(
  person: Person,
  view: View,
  workspace: Workspace,
): Promise<Ack> {
  view.errors = {}
  const payload = {
    type: 'view_submission',
    ...common(person, workspace),
    trigger_id: workspace.triggers.issue(person.id),
    response_urls: [],
    view: workspace.views.object(view),
  }
  const ack = await workspace.deliveries.request('interactive', payload, true)
  const trouble = () => {
    view.errors = TROUBLE
  }
  const obey = () => {
    respond(view, ack.payload, workspace)
  }
  if (ack.acked) obeyOr(workspace, obey, trouble)
  else trouble()
  return ack
}

/** What an acknowledgement says; errors cannot be combined with anything. */
const SAYS: Readonly<Record<string, readonly string[]>> = {
  nothing: [],
  clear: ['response_action'],
  update: ['response_action', 'view'],
  push: ['response_action', 'view'],
  errors: ['response_action', 'errors'],
}

function respond(view: View, payload: JsonObject, { views }: Workspace): void {
  const action = textOf(payload['response_action'])
  const may = SAYS[action ?? 'nothing'] ?? ['response_action']
  const strange = Object.keys(payload).filter((name) => !may.includes(name))
  if (strange.length > 0)
    throw new ApiError('invalid_arguments', [`${action ?? 'an ack'} with ${strange.join(', ')}`])
  switch (action) {
    case undefined:
      views.close(view)
      return
    case 'clear':
      views.clear(view.userId)
      return
    case 'update':
      views.replace(view, payload['view'])
      return
    case 'push':
      views.push(view.userId, payload['view'])
      return
    case 'errors':
      view.errors = readErrors(view, payload['errors'])
      return
    default:
      throw new ApiError('invalid_arguments', [`unknown response_action ${action}`])
  }
}

function readErrors(view: View, given: unknown): Record<string, string> {
  const errors = Object.entries(isObject(given) ? given : {})
  const unreadable = errors.filter(([, text]) => typeof text !== 'string' || text === '')
  if (unreadable.length > 0)
    throw new ApiError('invalid_arguments', [`errors without a text: ${unreadable.join(' ')}`])
  const inputs = view.content.blocks.filter((block) => block.type === 'input')
  const strange = errors.filter(([id]) => !inputs.some((each) => each.block_id === id))
  if (strange.length > 0 || errors.length === 0)
    throw new ApiError('invalid_arguments', [`errors for no input block: ${strange.join(' ')}`])
  return Object.fromEntries(errors.map(([id, text]) => [id, String(text)]))
}

/** Closes a form, or with `everything` the whole stack, and tells the app if it wants to know. */
export async function sendClosing(
  person: Person,
  view: View,
  everything: boolean,
  workspace: Workspace,
): Promise<void> {
  const { views, deliveries } = workspace
  const cleared = everything || view.content.clear_on_close
  if (cleared) views.clear(person.id)
  else views.close(view)
  if (!view.content.notify_on_close) return
  // What had been typed is not told.
  const closed = { ...views.object(view), state: { values: {} } }
  const payload = {
    type: 'view_closed',
    ...common(person, workspace),
    view: closed,
    is_cleared: cleared,
  }
  await deliveries.request('interactive', payload, false)
}

/** Asks the app for the options of an external select, and remembers them as offered. */
export async function askForOptions(
  person: Person,
  view: View,
  place: Place,
  query: string,
  workspace: Workspace,
): Promise<Ack & { options: Option[] }> {
  const { block, control } = place
  const payload = {
    type: 'block_suggestion',
    ...common(person, workspace),
    ...surfaceOf({ kind: 'view', view }, person, workspace),
    block_id: block.block_id,
    action_id: control.action_id,
    value: query,
  }
  const ack = await workspace.deliveries.request('interactive', payload, true)
  const options = readOptions(ack.payload, workspace)
  view.offered = { ...view.offered, [offerKey(place)]: [...offeredIn(view, place), ...options] }
  return { ...ack, options }
}

export function offeredIn(view: View, place: Place): readonly Option[] {
  return view.offered[offerKey(place)] ?? []
}

const offerKey = ({ block, control }: Place) => `${block.block_id} ${control.action_id}`

function readOptions(payload: JsonObject, { transcript }: Workspace): Option[] {
  const complaints = suggestions(payload, '')
  if (complaints.length > 0) {
    transcript.complain('options were refused', { complaints })
    return []
  }
  // Checked above: they have the fields of a select's own options.
  return optionsOf(payload as unknown as Control)
}
