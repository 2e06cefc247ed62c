import { calendarDay, dayOf, showDay } from '../../porting/calendar.ts'
import { historyWords } from '../../porting/history-words.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { Approval } from '../../store/approvals.ts'
import type { AuditEntry } from '../../store/audit.ts'
import { message, section, type Message } from '../blocks.ts'
import { ago, datedMoment, moment } from '../moments.ts'
import {
  clipText,
  isEmpty,
  join,
  lines,
  mention,
  mrkdwn,
  nothing,
  plain,
  type Mrkdwn,
} from '../mrkdwn.ts'
import { OPERATION_WORDS } from '../words/order-words.ts'

const MOST = 5
const LONGEST_SAID = 200
const LONGEST_VALUE = 90

interface Activity {
  readonly approvals: readonly Approval[]
  /** Newest first. */
  readonly audit: readonly AuditEntry[]
  readonly now: number
}

/** Requests that can still be decided or used. */
export function openApprovals({ approvals, now }: Activity): Mrkdwn {
  if (approvals.length === 0) return nothing
  return lines('*Approvals*', ...approvals.map((approval) => approvalLine(approval, now)))
}

function approvalLine(approval: Approval, now: number): Mrkdwn {
  const what = OPERATION_WORDS[approval.operation].noun
  const until = moment(approval.expiresAt, now)
  return approval.state === 'granted'
    ? mrkdwn`• ${what} pre-approved by ${mention(approval.decidedBy ?? approval.askedBy)}, expires ${until}`
    : mrkdwn`• ${what} requested by ${mention(approval.askedBy)} ${ago(approval.askedAt, now)}, expires ${until}`
}

/** The same in a line, where there is much else to say. */
export function approvalsInShort({ approvals }: Activity): Mrkdwn {
  if (approvals.length === 0) return nothing
  const each = approvals.map(({ operation, state }) => {
    const what = OPERATION_WORDS[operation].noun
    return state === 'granted' ? `${what} pre-approved` : `${what} requested`
  })
  return mrkdwn`*Approvals* ${join(each, ', ')}`
}

/** The latest that was done, or seen to be done. */
export function recentActivity({ audit, now }: Activity, most = MOST): Mrkdwn {
  if (audit.length === 0 || most === 0) return nothing
  return lines('*Recent activity*', ...audit.slice(0, most).map((entry) => line(entry, now)))
}

function line(entry: AuditEntry, now: number): Mrkdwn {
  const { at, by, facts } = entry
  const says = clipText(oneLine(historyWords(entry)), LONGEST_SAID)
  const change = fromTo(String(facts['from'] ?? ''), String(facts['to'] ?? ''), now)
  return mrkdwn`• ${mention(by)} ${says}${change} · ${datedMoment(at, now)}`
}

/** Where something was before, and where it is since; empty where neither is known. */
export function fromTo(from: string, to: string, now: number): Mrkdwn {
  if (from === '' && to === '') return nothing
  const after = shown(to, now)
  return from === '' ? mrkdwn`: ${after}` : mrkdwn` from ${shown(from, now)} to ${after}`
}

function shown(value: string, now: number): Mrkdwn {
  const day = calendarDay(value)
  if (day !== undefined) return plain(showDay(day, dayOf(now)))
  if (/^[CG][A-Z0-9]{6,}$/.test(value)) return { markup: `<#${value}>` }
  if (isPersonsId(value)) return mention(value)
  return mrkdwn`${clipText(oneLine(value), LONGEST_VALUE)}`
}

/** Who had an order, and who has it; a name in capitals has no digit. */
export function isPersonsId(value: string): boolean {
  return /^[UW](?=[A-Z]*\d)[A-Z0-9]{4,}$/.test(value)
}

/** A card for one person, with what was done lately. */
export function withActivity({ text, blocks }: Message, activity: Activity): Message {
  const parts = [openApprovals(activity), recentActivity(activity)].filter((one) => !isEmpty(one))
  return message({ markup: text }, [...blocks, ...parts.map((one) => section(one))])
}
