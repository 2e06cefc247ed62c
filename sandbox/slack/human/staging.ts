import { isObject, listOf, textOf } from '../json.ts'
import { BOT } from '../people.ts'
import { need, where, who, type Doors } from './door.ts'
import { HumanError } from './human-error.ts'
import { seenMessage } from './seeing.ts'
import { readCallFault, readDeliveryFault } from './reading-faults.ts'

/** What happens around people: links that break, groups that change, calls that fail. */
export const STAGING: Doors = {
  'POST socket'(body, { socket }) {
    const link = typeof body['link'] === 'number' ? body['link'] : undefined
    switch (need(body, 'action')) {
      case 'disconnect':
        return { links: socket.refresh(link) }
      case 'drop':
        return { links: socket.drop(link) }
      case 'mute':
        return { links: socket.mute(link) }
      case 'babble':
        return { links: socket.babble(link) }
      default:
        throw new HumanError('a socket can disconnect, drop, mute or babble')
    }
  },

  async 'POST request-url'(body, { deliveries }) {
    const url = textOf(body['url'])
    if (url === undefined) {
      deliveries.goBy(null)
      return { url: null }
    }
    if (!URL.canParse(url)) throw new HumanError(`${url} is no address`)
    if (!(await deliveries.register(url)))
      throw new HumanError(`nobody at ${url} answers the challenge`)
    return { url }
  },

  async 'POST limit'(_body, { deliveries, clock }) {
    return { acked: await deliveries.limited(Math.floor(clock.now() / 60_000) * 60) }
  },

  async 'POST quiet'(_body, { deliveries }) {
    await deliveries.quiet()
    return { quiet: true }
  },

  'POST group'(body, { userGroups }) {
    const handle = need(body, 'group').replace(/^@/, '')
    const group = userGroups.find((each) => [each.id, each.handle].includes(handle))
    if (!group) throw new HumanError(`there is no user group ${handle}`)
    group.users = listOf(body['people']).map((each) => who({ as: each }).id)
    return { users: group.users }
  },

  'POST archive'(body, workspace) {
    const person = who(body)
    const conversation = where(body, person, workspace)
    if (conversation.kind === 'im') throw new HumanError('a direct message cannot be archived')
    const archived = body['archived'] !== false
    conversation.archived = archived
    workspace.events.notify(conversation, {
      type: archived ? 'channel_archive' : 'channel_unarchive',
      channel: conversation.id,
      user: person.id,
      event_ts: workspace.nextTs(),
    })
    return { archived }
  },

  /** What somebody says who is not among the people here: another app, a workflow, an edit, an outsider. */
  'POST heard'(body, workspace) {
    const conversation = where(body, who(body), workspace)
    const ts = workspace.nextTs()
    const thread = textOf(body['thread'])
    workspace.events.notify(conversation, {
      type: 'message',
      channel: conversation.id,
      channel_type: conversation.kind,
      ts,
      event_ts: ts,
      ...(thread === undefined ? {} : { thread_ts: thread }),
      ...(isObject(body['event']) ? body['event'] : {}),
    })
    return { ts }
  },

  'POST share'(body, workspace) {
    const person = who(body)
    const conversation = where(body, person, workspace)
    if (conversation.kind === 'im') throw new HumanError('a direct message cannot be shared')
    conversation.shared = body['shared'] !== false
    workspace.events.notify(conversation, {
      type: conversation.shared ? 'channel_shared' : 'channel_unshared',
      channel: conversation.id,
      event_ts: workspace.nextTs(),
    })
    return { shared: conversation.shared }
  },

  'POST member'(body, workspace) {
    const conversation = where(body, who(body), workspace)
    if (conversation.kind === 'im') throw new HumanError('nobody leaves a direct message')
    const others = conversation.members.filter((id) => id !== BOT.id)
    conversation.members = body['member'] === false ? others : [...others, BOT.id]
    return { members: conversation.members }
  },

  'POST private'(body, workspace) {
    const conversation = where(body, who(body), workspace)
    if (conversation.kind === 'im') throw new HumanError('a direct message is private already')
    conversation.isPrivate = true
    const people = listOf(body['people']).map((each) => who({ as: each }).id)
    conversation.members = [...people, BOT.id]
    return { members: conversation.members }
  },

  'POST delete'(body, workspace) {
    const person = who(body)
    const conversation = where(body, person, workspace)
    const message = seenMessage(conversation, need(body, 'ts'), person, workspace)
    workspace.messages.remove(message)
    return { deleted: message.ts }
  },

  'POST account'(body, { accounts }) {
    const { id } = who(body)
    if (body['off'] === false) accounts.switchOn(id)
    else accounts.switchOff(id)
    return { off: accounts.isOff(id) }
  },

  'POST grid'(body, { accounts }) {
    const { id } = who(body)
    const teams = listOf(body['teams']).flatMap((each) => textOf(each) ?? [])
    accounts.joinGrid(id, { home: need(body, 'home'), teams })
    return { teams }
  },

  'POST status'(body, { accounts }) {
    const { id } = who(body)
    const expiration = body['expiration']
    accounts.show(id, {
      emoji: textOf(body['emoji']) ?? '',
      text: textOf(body['text']) ?? '',
      expiration: typeof expiration === 'number' ? expiration : 0,
    })
    return {}
  },

  'POST token'(body, { tokens }) {
    const kind = need(body, 'token')
    if (kind !== 'bot' && kind !== 'app') throw new HumanError('token is bot or app')
    if (body['revoked'] === false) tokens.restore(kind)
    else tokens.revoke(kind)
    return { token: kind, good: tokens.isGood(kind) }
  },

  'POST rate-limits'(body, { rateLimits }) {
    rateLimits.turn(body['on'] !== false)
    return { on: body['on'] !== false }
  },

  'POST fault'(body, { faults }) {
    if (body['clear'] === true) faults.clear()
    else if (body['delivery'] !== undefined) faults.planDelivery(readDeliveryFault(body))
    else faults.plan(readCallFault(body))
    return { planned: body }
  },
}
