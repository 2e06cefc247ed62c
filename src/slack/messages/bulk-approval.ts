import { oneLine } from '../../porting/plain-text.ts'
import type { BulkView } from '../../desk/bulk/view-bulk.ts'
import type { Approval } from '../../store/approvals.ts'
import { approve } from '../buttons/approve.ts'
import { askAgain } from '../buttons/ask-again.ts'
import { breakdown } from '../buttons/bulk/breakdown.ts'
import { deny } from '../buttons/deny.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { focDay, moment } from '../moments.ts'
import { lines, mention, mrkdwn, plain, withNames, type Mrkdwn } from '../mrkdwn.ts'
import { whyNotKept } from './bulk-keeping.ts'
import { bulkTitle, childLine, numbersInOrders } from './bulk-words.ts'
import { countOf, DEED_WORDS, dotted } from './order-words.ts'

const MOST_CHILDREN = 15

/** A request about a whole bulk order with its breakdown, and what became of it, in place. */
export function bulkApproval(view: BulkView, approval: Approval, approvers: Mrkdwn): Message {
  if (approval.state === 'open') return request(view, approval, approvers)
  const says = decided(view, approval)
  const again = ['denied', 'void', 'expired'].includes(approval.state)
  return message(says, [
    section(says),
    actions(again && view.bulk.ending === null ? [askAgain.draw(approval.id)] : []),
  ])
}

function request(view: BulkView, approval: Approval, approvers: Mrkdwn): Message {
  const { bulk, counts, children, now } = view
  const { deed, id } = approval
  const asks = mrkdwn`*${approvers}: ${DEED_WORDS[deed].ask} ${bulkTitle(bulk)}?* ${mention(approval.askedBy)} asks.`
  const wanted = bulk.shared.requestedFocDate
  const more = children.length - MOST_CHILDREN
  const documents = children.reduce((sum, { tracked }) => sum + tracked.documents.length, 0)
  return message(asks, [
    section(
      lines(
        asks,
        approval.facts.reason === undefined
          ? null
          : mrkdwn`Reason: ${oneLine(approval.facts.reason)}`,
        deed === 'submit'
          ? mrkdwn`${numbersInOrders(view)} leave their carriers; ${wanted === null ? 'wanted as soon as possible' : mrkdwn`wanted ${focDay(wanted, now)}`}; ${countOf(documents, 'document')} on file; authorizing person ${oneLine(bulk.shared.loaAuthorizingPerson ?? 'named in each order')}.`
          : mrkdwn`Every order of it that is not at its end: ${numbersInOrders(view)}. A cancel cannot be taken back.`,
      ),
    ),
    section(
      lines(
        ...children.slice(0, MOST_CHILDREN).map((child) => childLine(child, now)),
        more > 0 ? `… and ${countOf(more, 'more order')}: see the breakdown` : null,
      ),
    ),
    section(
      lines(
        mrkdwn`A change in any of its orders withdraws this request. Good until ${moment(approval.expiresAt, now)}.`,
        endsWithDraft(view, approval),
      ),
    ),
    actions([
      approve.draw(id, { deed, count: counts.all, number: bulk.number }),
      deny.draw(id),
      breakdown.draw(bulk.number),
    ]),
  ])
}

/** A draft that cannot be kept is the end of its request. */
function endsWithDraft(view: BulkView, { deed, expiresAt }: Approval): Mrkdwn | null {
  const why = deed === 'submit' && expiresAt === view.sweptAt ? whyNotKept(view) : null
  return why && mrkdwn`Bandwidth deletes the draft then. ${why.says}`
}

function decided({ bulk, now }: BulkView, approval: Approval): Mrkdwn {
  const title = bulkTitle(bulk)
  const ask = DEED_WORDS[approval.deed].ask
  const by =
    approval.decidedBy === null || approval.decidedAt === null
      ? null
      : mrkdwn`${mention(approval.decidedBy)} ${moment(approval.decidedAt, now)}`
  const asked = mrkdwn`asked by ${mention(approval.askedBy)} ${moment(approval.askedAt, now)}`
  const outcome = withNames(oneLine(approval.outcome ?? ''))
  switch (approval.state) {
    case 'open':
      return plain('')
    case 'granted':
    case 'spent':
      return dotted(
        mrkdwn`*Approved: ${ask} ${title}*`,
        asked,
        by === null ? null : mrkdwn`approved by ${by}`,
        approval.outcome === null ? plain('On its way to Bandwidth…') : outcome,
      )
    case 'denied':
      return dotted(
        mrkdwn`*Denied: ${title} is not ${DEED_WORDS[approval.deed].done}*`,
        asked,
        by === null ? null : mrkdwn`denied by ${by}`,
        approval.outcome === null ? null : outcome,
      )
    case 'void':
      return dotted(
        mrkdwn`*Not ${DEED_WORDS[approval.deed].done}: ${title} changed after you were asked*`,
        outcome,
        asked,
      )
    case 'expired':
      return dotted(mrkdwn`*The request to ${ask} ${title} has ended;* nothing was sent`, asked)
  }
}
