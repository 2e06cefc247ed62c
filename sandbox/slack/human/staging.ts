import { listOf } from '../json.ts'
import { need, who, type Doors } from './door.ts'
import { HumanError } from './human-error.ts'

/** What happens around people: links that break, groups that change, calls that fail. */
export const STAGING: Doors = {
  'POST socket'(body, { socket }) {
    const action = need(body, 'action')
    if (action === 'disconnect') return { links: socket.refresh() }
    if (action === 'drop') return { links: socket.drop() }
    throw new HumanError('a socket can disconnect or drop')
  },

  'POST group'(body, { userGroups }) {
    const handle = need(body, 'group').replace(/^@/, '')
    const group = userGroups.find((each) => [each.id, each.handle].includes(handle))
    if (!group) throw new HumanError(`there is no user group ${handle}`)
    group.users = listOf(body['people']).map((each) => who({ as: each }).id)
    return { users: group.users }
  },

  'POST fault'(body, { faults }) {
    const { times, error, status, retryAfter } = body
    faults.plan({
      method: need(body, 'method'),
      times: typeof times === 'number' ? times : 1,
      ...(typeof error === 'string' ? { error } : {}),
      ...(typeof status === 'number' ? { status } : {}),
      ...(typeof retryAfter === 'number' ? { retryAfter } : {}),
    })
    return { planned: body }
  },
}
