import type { Instant } from '../../porting/calendar.ts'
import type { ApprovalOperation } from '../../porting/approval.ts'
import type { Approval, OperationResult } from '../../store/approvals.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { ago, atMoment } from '../moments.ts'
import {
  lines,
  mention,
  mrkdwn,
  nothing,
  plain,
  withNames,
  type Mrkdwn,
  spaced,
} from '../mrkdwn.ts'
import { capitalized, dotted, OPERATION_WORDS, withoutPeriod } from '../words/order-words.ts'

interface Decided {
  readonly now: Instant
  /** The order already shows what was requested, by anybody. */
  readonly isShown: boolean
}

export interface DecidedWords {
  readonly says: Mrkdwn
  /** Requires no action, so it is shown below, beside who decided; null: nothing. */
  readonly small: Mrkdwn | null
}

/** What became of a request about an order of either kind. */
export function decidedWords(title: Mrkdwn, approval: Approval, at: Decided): DecidedWords {
  const { state, decidedBy, askedBy, outcome, expiresAt } = approval
  const { done } = OPERATION_WORDS[approval.operation]
  switch (state) {
    case 'open':
    case 'granted':
      return inOne(nothing)
    case 'spent':
      return outcomeWords(title, approval, at)
    case 'denied': {
      const how = decidedBy === askedBy ? 'withdrawn' : 'denied'
      return {
        says: mrkdwn`*Not ${done}: the request for ${title} was ${how}*`,
        small: outcome === null ? null : mrkdwn`“${oneLine(outcome)}”`,
      }
    }
    case 'void': {
      const what = decidedBy === null ? 'request' : 'approval'
      // Somebody may have done it elsewhere.
      const headline = at.isShown
        ? mrkdwn`The ${what} for ${title} is no longer valid`
        : mrkdwn`Not ${done}: the ${what} for ${title} is no longer valid`
      return inOne(mrkdwn`*${headline}* (${withNames(oneLine(outcome ?? 'the order changed'))})`)
    }
    case 'expired': {
      const why =
        decidedBy === null
          ? mrkdwn`the request for ${title} expired`
          : mrkdwn`the pre-approval for ${title} expired unused`
      return {
        says: mrkdwn`*Not ${done}: ${why}*`,
        small: mrkdwn`It expired ${atMoment(expiresAt, at.now)}. Nothing was sent.`,
      }
    }
  }
}

/** The part of the outcome that requires no action, and who decided. */
export function smallPrint({ small }: DecidedWords, approval: Approval, now: Instant): Mrkdwn {
  return dotted(small === null ? null : withoutPeriod(small), whoDecided(approval, now))
}

/** `@dana asked 5 minutes ago, @lee approved it 2 minutes ago`; who approved ahead was asked by nobody. */
function whoDecided(
  { askedBy, askedAt, state, decidedBy, decidedAt, facts }: Approval,
  now: Instant,
): Mrkdwn {
  const asked = mrkdwn`${mention(askedBy)} asked ${ago(askedAt, now)}`
  const undone = decidedBy === askedBy ? 'withdrew' : 'denied'
  const decision = state === 'denied' ? undone : 'approved'
  if (decidedBy === null) return facts.ahead === undefined ? asked : nothing
  const when = decidedAt === null ? nothing : mrkdwn` ${ago(decidedAt, now)}`
  const decided = mrkdwn`${decision} it${when}`
  const by = mrkdwn`${mention(decidedBy)} ${decided}`
  if (facts.ahead !== undefined) return by
  return decidedBy === askedBy ? mrkdwn`${asked}, then ${decided}` : mrkdwn`${asked}, ${by}`
}

/** What an approver's yes led to: the headline says the outcome, not the click. */
function outcomeWords(title: Mrkdwn, approval: Approval, { isShown }: Decided): DecidedWords {
  const { operation, outcome, askedBy, facts } = approval
  const result: OperationResult | undefined = facts.result
  if (outcome === null) return inOne(mrkdwn`*${HEADLINES[operation].sending} ${title}*`)
  // The doubt has been resolved since, so its words are obsolete.
  if (isShown && isInDoubt(approval)) {
    return inOne(mrkdwn`*${HEADLINES[operation].seen}: ${title}*`)
  }
  const says = withNames(oneLine(outcome))
  switch (result) {
    case 'unknown':
      return inOne(
        lines(mrkdwn`*I don’t know yet if ${title} was ${HEADLINES[operation].done}*`, says),
      )
    case 'refused':
      return inOne(
        lines(
          mrkdwn`*Not ${HEADLINES[operation].done}: ${title}*`,
          spaced(
            capitalized(withNames(oneLine(facts.why ?? outcome))),
            facts.next == null ? null : withNames(oneLine(facts.next)),
            mention(facts.usedBy ?? askedBy),
          ),
        ),
      )
    case undefined:
      return { says: mrkdwn`*Approved: ${OPERATION_WORDS[operation].ask} ${title}*`, small: says }
    case 'seen':
    case 'taken':
    case 'requested':
      return {
        says: mrkdwn`*${plain(HEADLINES[operation][result])}: ${title}*`,
        small: result === 'seen' && ENDS.has(operation) ? null : says,
      }
  }
}

/** That it is live, or canceled, says a message of its own. */
const ENDS: ReadonlySet<ApprovalOperation> = new Set(['activate', 'cancel'])

function inOne(says: Mrkdwn): DecidedWords {
  return { says, small: null }
}

/** Whether the order may show by now what was unknown when this was posted. */
function isInDoubt({ facts }: Approval): boolean {
  return facts.result === 'taken' || facts.result === 'unknown'
}

interface Headlines {
  readonly sending: string
  readonly seen: string
  readonly requested: string
  readonly taken: string
  /** After "not" and "was". */
  readonly done: string
}

const HEADLINES: Record<ApprovalOperation, Headlines> = {
  submit: {
    sending: 'Submitting',
    seen: 'Submitted',
    requested: 'Submitted',
    taken: 'Accepted, not seen yet',
    done: 'submitted',
  },
  activate: {
    sending: 'Activating',
    seen: 'Activated',
    requested: 'Activation sent',
    taken: 'Activation accepted, not live yet',
    done: 'activated',
  },
  change: {
    sending: 'Changing',
    seen: 'Changed',
    requested: 'Change requested',
    taken: 'Change sent, not seen yet',
    done: 'changed',
  },
  cancel: {
    sending: 'Canceling',
    seen: 'Canceled',
    requested: 'Cancel requested',
    taken: 'Cancel accepted, not seen yet',
    done: 'canceled',
  },
}
