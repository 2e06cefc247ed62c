import { isAlive } from '../../porting/standing.ts'
import { countOf } from '../../porting/counts.ts'
import type { LoasView, SharedLoa } from '../../desk/bulk/view-loas.ts'
import { authorizerOfAll, isSamePerson } from '../../porting/shared-loa.ts'
import { documentTypeIn } from '../../porting/document-type.ts'
import { someOrders } from '../../porting/names-in-words.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { BulkDocument } from '../../store/bulk-documents.ts'
import { attachAllMatched, chooseOrders, giveLoa, oneForAll } from '../controls/bulk-controls.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { lines, mention, mrkdwn, nothing, plain, type Mrkdwn } from '../mrkdwn.ts'
import { bulkTitle } from '../words/bulk-words.ts'
import { DOCUMENT_TYPES } from './document-words.ts'
import { howFar, sentOut, whoAuthorizesWhat } from './loa-words.ts'
import { progressBlock } from './progress.ts'
import type { TrackedBulk } from '../../store/bulk-orders.ts'

const MOST_SHOWN = 20
const MOST_SHARED = 8
const MOST_REFUSED = 5

/** Files that were dropped for a bulk order, the orders that they are for, and what is not clear. */
export function bulkDocuments(loas: LoasView): Message {
  const { bulk, documents } = loas
  const waiting = documents.filter(({ state }) => state === 'waiting')
  const given = documents.filter(({ state, person }) => state === 'given' && person === null)
  const matched = waiting.filter(({ childNumber }) => childNumber !== null)
  const unclear = waiting.filter(({ childNumber }) => childNumber === null)
  const [open, done] = [loas.shared.filter(isOpen), loas.shared.filter((one) => !isOpen(one))]
  const shared = [...open, ...done].slice(0, MOST_SHARED)
  const more = loas.shared.length - shared.length
  const title = bulkTitle(bulk)
  const says =
    waiting.length > 0
      ? mrkdwn`*${title}: ${countOf(waiting.length, 'file')} for its orders.* Nothing is sent yet.`
      : given.length > 0
        ? mrkdwn`*${title}:* ${countOf(given.length, 'file')} went to ${given.length === 1 ? 'its order' : 'their orders'}.`
        : mrkdwn`*${title}: LOAs*`
  const text = lines(says, ...shared.map(loaStatusText))
  return message(text, [
    section(says),
    matched.length === 0
      ? null
      : section(
          lines(
            ...matched.slice(0, MOST_SHOWN).map(matchLine),
            matched.length > MOST_SHOWN ? `… and ${matched.length - MOST_SHOWN} more` : null,
            severalLoas(matched),
          ),
        ),
    unclear.length === 0
      ? null
      : section(
          mrkdwn`*Which order ${unclear.length === 1 ? 'is this' : 'are these'} for?* ${unclear
            .slice(0, MOST_SHOWN)
            .map(({ name }) => oneLine(name))
            .join(', ')}`,
        ),
    waiting.length === 0 || loas.orders < 2 ? null : section(oneLoaWords(loas)),
    actions([
      ...(matched.length === 0 || !isAlive(bulk)
        ? []
        : [attachAllMatched.draw(bulk, matched.length, matched.every(isLoa) ? 'LOA' : 'file')]),
      ...(unclear.length === 0 || !isAlive(bulk) ? [] : [chooseOrders.draw(bulk)]),
      ...(waiting.length === 0 ? [] : oneForAllButton(loas)),
    ]),
    ...shared.flatMap((loa) => [
      section(sharedWords(loa)),
      progressBlock(sentOut(loa)),
      actions(sharedButtons(bulk, loa)),
    ]),
    more > 0 ? section(plain(`… and ${countOf(more, 'more LOA')} from other signers.`)) : null,
    waiting.length === 0 ? forOthersToSign(loas) : null,
  ])
}

function isLoa({ name }: BulkDocument): boolean {
  return documentTypeIn(name) === 'LOA'
}

/** An order takes one LOA; this warns before it gets more. */
function severalLoas(matched: readonly BulkDocument[]): Mrkdwn | null {
  const byOrder = Map.groupBy(matched.filter(isLoa), ({ childNumber }) => childNumber)
  const several = [...byOrder].filter(([, loas]) => loas.length > 1)
  return several.length === 0
    ? null
    : mrkdwn`:warning: More than one LOA for ${someOrders(several.map(([number]) => number ?? 0))}.`
}

function matchLine(document: BulkDocument): Mrkdwn {
  const { name, childNumber, because } = document
  const type = isLoa(document) ? '' : ` as ${DOCUMENT_TYPES[documentTypeIn(name)]}`
  return mrkdwn`• ${oneLine(name)}${type} for *#${childNumber ?? ''}*${because === null ? '' : ` (${oneLine(because)})`}`
}

/** Whether one LOA can cover all orders; if not, why, and what can be done. */
function oneLoaWords({ who, orders }: LoasView): Mrkdwn {
  const one = authorizerOfAll(who)
  if (one !== null) {
    return mrkdwn`*One LOA for all?* ${oneLine(one.person)} signs for all ${countOf(orders, 'order')}, so one LOA covers them.`
  }
  if (who.people.length === 0) {
    return plain(
      'One LOA for all isn’t possible yet: no order names a signer. Add one under “Edit shared details”.',
    )
  }
  return lines(
    mrkdwn`*One LOA won’t cover every order.* Each signer covers their own: ${whoAuthorizesWhat(who)}.`,
    plain(
      'Drop one LOA per signer and attach it to their orders. If one person may sign for everything, name them under “Edit shared details”. You’ll see what it overwrites first.',
    ),
  )
}

function oneForAllButton({ bulk, who, orders }: LoasView) {
  if (orders < 2 || who.people.length === 0) return []
  return [oneForAll.draw(bulk, authorizerOfAll(who) === null ? null : orders)]
}

/** The progress of an LOA that is shared with many orders; orders without it are named. */
function sharedWords(loa: SharedLoa): Mrkdwn {
  const { document, refused, coming, unlisted, without, otherLoa, signedByAnother } = loa
  const isSending = document.state === 'sending'
  return lines(
    loaStatusText(loa),
    ...refused.slice(0, MOST_REFUSED).map(({ child, why }) => mrkdwn`• #${child}: ${oneLine(why)}`),
    refused.length > MOST_REFUSED ? `… and ${refused.length - MOST_REFUSED} more` : null,
    isSending || coming.length === 0
      ? null
      : `Still confirming ${someOrders(coming)}. No action needed.`,
    unlisted.length === 0
      ? null
      : `Bandwidth accepted it for ${someOrders(unlisted)} but doesn’t list it there. Check ${unlisted.length === 1 ? 'that order' : 'those orders'}.`,
    document.state === 'given' && without.length > 0
      ? `No LOA: ${someOrders(without)}. ${oneLine(document.person)} signs for ${without.length === 1 ? 'it' : 'them'} too.`
      : null,
    signedByAnother.length === 0
      ? null
      : mrkdwn`:warning: ${someOrders(signedByAnother)} ${signedByAnother.length === 1 ? 'names' : 'name'} a different signer now. ${signedByAnother.length === 1 ? 'It needs' : 'They need'} an LOA from that signer.`,
    otherLoa.length === 0
      ? null
      : `Left as they were, with their own LOA: ${someOrders(otherLoa)}.`,
  )
}

function loaStatusText(loa: SharedLoa): Mrkdwn {
  const { document } = loa
  const name = mrkdwn`*${oneLine(document.name)}* (LOA)`
  const by = document.sharedBy === null ? nothing : mention(document.sharedBy)
  switch (document.state) {
    case 'sending':
      return mrkdwn`${name} is going out, one order at a time: ${howFar(loa)}. Sent by ${by}.`
    case 'stopped':
      return mrkdwn`:warning: ${name} stopped: ${oneLine(document.outcome ?? '')} ${by}\n${howFar(loa)}. No order gets it twice.`
    case 'waiting':
    case 'given':
      return mrkdwn`${name}: ${howFar(loa)}. Sent by ${by}.`
  }
}

/** The signers who are still missing after one LOA was shared with all orders of another signer. */
function forOthersToSign({ who, shared }: LoasView) {
  const signed = shared.map(({ document }) => document.person)
  const people = who.people
    .filter(({ person }) => !signed.some((one) => isSamePerson(one, person)))
    .map((one) => ({ ...one, orders: one.orders.filter(({ hasLoa }) => !hasLoa) }))
    .filter(({ orders }) => orders.length > 0)
  return signed.length === 0 || people.length === 0
    ? null
    : section(
        mrkdwn`*Still need an LOA from other signers:* ${whoAuthorizesWhat({ people, nobody: [] })}.`,
      )
}

/** Being uploaded, or waiting for a press. */
function isOpen({ document, refused, without }: SharedLoa): boolean {
  return document.state === 'sending' || refused.length + without.length > 0
}

function sharedButtons(bulk: TrackedBulk, loa: SharedLoa) {
  return isOpen(loa) && loa.document.state !== 'sending' ? [giveLoa.draw(bulk, loa)] : []
}
