import type { Approval, ApprovalOperation, OperationResult } from '../../store/approvals.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { join, lines, mention, mrkdwn, plain, withNames, type Mrkdwn } from '../mrkdwn.ts'
import { OPERATION_WORDS } from './order-words.ts'

/** What an approver's yes led to: the headline says the outcome, not the click. */
export function outcomeWords(
  title: Mrkdwn,
  approval: Approval,
  { isSettled }: { readonly isSettled: boolean },
): Mrkdwn {
  const { operation, outcome, askedBy, facts } = approval
  if (outcome === null) return mrkdwn`*${HEADLINES[operation].sending} ${title}*`
  const result = resultOf(approval)
  // What was in doubt has shown since, so the words of the doubt are over.
  if (isSettled && isInDoubt(approval)) return mrkdwn`*${HEADLINES[operation].seen}: ${title}*`
  const says = withNames(oneLine(outcome.replace(/^Not done: /, '')))
  switch (result) {
    case 'unknown':
      return lines(mrkdwn`*I don't know yet if ${title} was ${HEADLINES[operation].done}*`, says)
    case 'refused':
      return lines(
        mrkdwn`*Not ${HEADLINES[operation].done}: ${title}*`,
        join(
          [
            says,
            facts.next == null ? null : withNames(oneLine(facts.next)),
            mention(facts.usedBy ?? askedBy),
          ],
          ' ',
        ),
      )
    case undefined:
      return lines(mrkdwn`*Approved: ${OPERATION_WORDS[operation].ask} ${title}*`, says)
    case 'seen':
    case 'taken':
    case 'requested':
      return lines(mrkdwn`*${plain(HEADLINES[operation][result])}: ${title}*`, says)
  }
}

/** Whether the order may show by now what was not known when it was said. */
function isInDoubt({ facts }: Approval): boolean {
  return facts.result === 'taken' || facts.result === 'unknown'
}

/** Undefined: it was decided before outcomes were told apart. */
export function resultOf({ facts, outcome }: Approval): OperationResult | undefined {
  return facts.result ?? (outcome?.startsWith('Not done: ') === true ? 'refused' : undefined)
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
    seen: 'Live',
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
