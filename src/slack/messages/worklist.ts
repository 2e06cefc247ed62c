import type { Button } from '@slack/types'
import { countOf } from '../../porting/counts.ts'
import {
  dayOf,
  showDay,
  showEasternMoment,
  showEasternTime,
  type Instant,
} from '../../porting/calendar.ts'
import { inParts } from '../../porting/in-parts.ts'
import { listStateOf } from '../../porting/list-state.ts'
import type { ListedOrder } from '../../porting/order-summary.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { WhyListed } from '../../porting/worklists.ts'
import type { ListLine } from '../../desk/worklists.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { asCsv, chooseList, turnTo } from '../controls/list-controls.ts'
import { clipText, lines, link, mrkdwn, nothing, plain, type Mrkdwn } from '../mrkdwn.ts'
import { ago, moment } from '../moments.ts'
import { ASKS } from './approval.ts'
import { listedState, listedTitle } from '../words/listed-order.ts'
import { phoneLines } from './on-a-phone.ts'
import { dotted } from '../words/order-words.ts'
import { isAlive } from '../../porting/standing.ts'

export const ORDERS_ON_PAGE = 20
/** On a phone, the title's with them. */
const LINES_ON_PAGE = 30
const ORDERS_IN_SECTION = 10
const LONGEST_REASON = 80

/** A page of a list, of which the rest can be turned to. */
export interface ListPage {
  readonly title: string
  /** The id of the saved list; null: it could not be saved, so there are no other pages. */
  readonly id: string | null
  /** The place of its first order in the whole list, counted from 0. */
  readonly from: number
  /** The place after its last one; orders that are not shown to the reader have a place, too. */
  readonly to: number
  readonly count: number
  readonly asOf: Instant
  readonly lines: readonly DrawnLine[]
}

export interface DrawnLine extends ListLine {
  readonly order: ListedOrder
  readonly owner: string
  /** Of its card; null: it has none. */
  readonly url: string | null
}

/** One line for each order: what is due, its owner, and a link to its card. */
export function listPage(list: ListPage, now: Instant): Message {
  const { title, count, from, to } = list
  if (count === 0) {
    const says = mrkdwn`*${title}:* none.`
    return message(says, [section(says)])
  }
  const says = mrkdwn`*${title}: ${count}*`
  const owner = ownerOfAll(list.lines)
  const where = to - from < count ? plain(`${from + 1} to ${to} of ${count}`) : nothing
  const spoken = grouped(
    list.lines.map((one) => ({ ...one, url: null })),
    now,
  )
  return message(lines(says, ...spoken), [
    section(says),
    ...grouped(list.lines, now).map((some) => section(some)),
    actions([...buttonsOf(list)]),
    context(
      owner === null ? nothing : mrkdwn`Owner: ${owner}`,
      where,
      from === 0 ? nothing : mrkdwn`As of ${moment(list.asOf, now)}`,
    ),
  ])
}

/** Whether a phone shows these as one page. */
export function fitsPage(some: readonly DrawnLine[], now: Instant): boolean {
  return some.length <= 1 || 1 + phoneLines(lines(...grouped(some, now))) <= LINES_ON_PAGE
}

/** The owner of all of them, to be named once; null if they differ or there is one line only. */
export function ownerOfAll(all: readonly DrawnLine[]): string | null {
  const [owner, ...others] = new Set(all.map((one) => one.owner))
  return owner === undefined || others.length > 0 || all.length < 2 ? null : owner
}

/** In the order in which they are read; without a title for what is no group of these. */
const GROUPS = [
  '*Needs you*',
  '*Due today*',
  '*Drafts*',
  '*FOC dates*',
  '*Waiting on carriers*',
  '',
]

/** The orders of a page under what is to be done with them; those of a list of work as they were sorted. */
function grouped(all: readonly DrawnLine[], now: Instant): readonly Mrkdwn[] {
  const instead = ownerOfAll(all) === null ? {} : { owner: '' }
  return GROUPS.flatMap((title) => {
    const own = all.filter((one) => groupOf(one, now) === title)
    return inParts(own, ORDERS_IN_SECTION).map((some, at) =>
      lines(
        at === 0 && title !== '' ? title : null,
        ...some.map((one) => lineOf({ ...one, ...instead }, now)),
      ),
    )
  })
}

const GROUP_OF_STATE: Partial<Record<string, string>> = {
  rejected: '*Needs you*',
  'failed the check': '*Needs you*',
  'needs an LOA': '*Needs you*',
  'needs details': '*Needs you*',
  'needs attention': '*Needs you*',
  draft: '*Drafts*',
  'checking numbers': '*Drafts*',
  FOC: '*FOC dates*',
  submitted: '*Waiting on carriers*',
  'change requested': '*Waiting on carriers*',
  'cancel requested': '*Waiting on carriers*',
}

function groupOf({ order, why }: DrawnLine, now: Instant): string {
  if (why !== null || !isAlive(order)) return ''
  const group = GROUP_OF_STATE[listStateOf(order)] ?? ''
  return group === '*FOC dates*' && order.focDay === dayOf(now) ? '*Due today*' : group
}

function buttonsOf({ id, from, to, count }: ListPage): readonly Button[] {
  if (id === null) return []
  return [
    ...(from > 0 ? [turnTo.draw(id, { before: from })] : []),
    ...(to < count ? [turnTo.draw(id, { from: to })] : []),
    asCsv.draw(id),
  ]
}

/** Its name, which leads to its card. */
export function titleShown({ order, url }: Pick<DrawnLine, 'order' | 'url'>): Mrkdwn {
  const title = listedTitle(order)
  return url === null ? mrkdwn`*${title}*` : link(url, title)
}

export function lineOf({ order, why, orders, owner, url }: DrawnLine, now: Instant): Mrkdwn {
  const shown = titleShown({ order, url })
  const count = orders === null ? null : countOf(orders, 'order')
  return why === null
    ? dotted(
        shown,
        isWithCarrier(order) ? null : dueWords(order, now),
        waitWords(order, now),
        owner,
      )
    : dotted(shown, count, whyWords(why, now), owner)
}

/** What is due for an open order: its date, its end, its reason. */
function dueWords(order: ListedOrder, now: Instant): string {
  const state = listedState(order, now)
  const { draftEndsAt, reason } = order
  if (!isAlive(order)) return state
  if (draftEndsAt !== null) return `${state}, deleted ${dayAndTime(draftEndsAt, now)}`
  return reason === null ? state : `${state}: ${shortened(reason)}`
}

/** How long it has waited and for whom; empty if its date or its end says more. */
function waitWords(order: ListedOrder, now: Instant): Mrkdwn | null {
  const { endedAt, statusSince, focDay, draftEndsAt, carrier } = order
  if (endedAt !== null) return plain(showDay(dayOf(endedAt), dayOf(now)))
  if (focDay !== null || draftEndsAt !== null) return null
  const since = ago(statusSince, now)
  return isWithCarrier(order) && carrier !== null
    ? mrkdwn`${clipText(carrier, LONGEST_CARRIER)}, ${since}`
    : since
}

const LONGEST_CARRIER = 30

/** Its group says so, and the line with whom. */
function isWithCarrier(order: ListedOrder): boolean {
  return order.carrier !== null && listStateOf(order) === 'submitted'
}

/** Why an order is on a list of work, with what is to be done and until when. */
function whyWords(why: WhyListed, now: Instant): Mrkdwn | string {
  switch (why.kind) {
    case 'decide':
      return `${ASKS[why.operation]}? Expires ${dayAndTime(why.endsAt, now)}`
    case 'activate':
      return `activate by ${showEasternMoment(why.portsAt, now)}`
    case 'ports':
      return `goes live ${dayAndTime(why.portsAt, now)}`
    case 'not-live':
      return `isn’t live, was due ${dayAndTime(why.portsAt, now)}`
    case 'draft-ends':
      return `draft gets deleted ${dayAndTime(why.endsAt, now)}`
    case 'your-move': {
      const reason = why.reason === null ? 'waiting on a coordinator' : shortened(why.reason)
      return mrkdwn`${reason}, ${ago(why.since, now)}`
    }
    case 'no-answer':
      return mrkdwn`no answer from the carrier, asked ${ago(why.since, now)}`
    case 'outcome-unknown':
      return mrkdwn`no answer from Bandwidth, sent ${ago(why.since, now)}`
  }
}

function shortened(reason: string): string {
  return clipText(oneLine(reason), LONGEST_REASON)
}

function dayAndTime(at: Instant, now: Instant): string {
  return dayOf(at) === dayOf(now) ? `at ${showEasternTime(at)}` : showEasternMoment(at, now)
}

/** A word that could be several: one button for each. */
export function whoseOrders(
  name: string,
  choices: readonly { readonly word: string; readonly label: string }[],
): Message {
  const says = mrkdwn`*"${name}" can be ${choices.length} things.* Whose orders?`
  const most = choices.slice(0, 10)
  return message(says, [
    section(says),
    actions(most.map(({ word, label }, at) => chooseList.draw(word, label, at))),
  ])
}
