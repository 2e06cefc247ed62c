import { BandwidthNotFound, BandwidthRefused, type BandwidthError } from '../bandwidth/errors.ts'
import { contentDifferences } from '../porting/approval.ts'
import { contentFields } from '../porting/content-fields.ts'
import type { OrderContent, PortOrder, Secrets } from '../porting/order.ts'
import type { Refusal } from '../porting/refusal.ts'
import { isDraft, ruleFor } from '../porting/status.ts'
import { audit } from '../store/audit.ts'
import { closeIntent, type Intent } from '../store/intents.ts'
import { writeOrder } from '../store/orders.ts'
import type { Desk } from './desk.ts'
import { intend } from './intend.ts'
import { lookAfterDeed } from './look-after-deed.ts'
import { lookAtOrder, type FreshLook } from './look-at-order.ts'
import {
  bandwidthRefused,
  bandwidthUnreachable,
  cannotEditNow,
  nothingChanged,
  orderGoneNow,
} from './refusals.ts'
import { tellNews } from './tell-news.ts'

export interface Edited {
  /** `unknown`: no answer came; the thread says what the order shows. */
  readonly kind: 'edited' | 'unknown'
  readonly fields: readonly string[]
}

/**
 * Change a draft at Bandwidth, and see that it shows what was asked.
 *
 * @throws Refusal when the order can no longer be edited, or nothing would change; RefusedByBandwidth
 *   with Bandwidth's errors when it would not take a field.
 */
export function editOrder(
  desk: Desk,
  request: {
    readonly number: number
    readonly by: string
    readonly content: OrderContent
    /** Null: as it is. */
    readonly secrets: Secrets | null
  },
): Promise<Edited> {
  return desk.locks.hold(request.number, async () => {
    const look = await lookAtOrder(desk, request.number)
    if (look === null) throw orderGoneNow(request.number)
    const { seen, customerOrderId, id, changedBy } = look.tracked
    if (!isDraft(seen.status) || !ruleFor(seen.status).may.includes('edit')) {
      throw cannotEditNow(look.tracked)
    }
    const fields = differingFields(seen, request.content)
    if (fields.length === 0 && request.secrets === null) throw nothingChanged(look.tracked)

    // Bandwidth wants both or none: the one that was not typed stays as it is.
    const secrets = request.secrets && {
      accountNumber: request.secrets.accountNumber ?? look.secrets.accountNumber,
      pin: request.secrets.pin ?? look.secrets.pin,
    }
    const { number, by } = request
    const named = request.secrets === null ? fields : [...fields, 'account number and PIN']
    const sent = await intend(
      desk,
      {
        kind: 'edit',
        orderNumber: number,
        searchKey: customerOrderId,
        facts: {
          fields: JSON.stringify(fields),
          named: JSON.stringify(named),
          content: JSON.stringify(request.content),
          ...(secrets !== null && { secretsMark: desk.seal.mark(secrets) }),
        },
        by,
      },
      () =>
        desk.bandwidth.updateOrder(id, {
          customerOrderId,
          content: contentToSend(seen, request.content),
          ...(secrets !== null && { secrets }),
        }),
      // Before it leaves: whoever may have changed the order does not approve it.
      (db) => writeOrder(db, number, { changedBy: [...changedBy, { by, at: desk.clock() }] }),
    )
    if (sent.kind === 'refused' || sent.kind === 'not-done') {
      await writeOrder(desk.db, number, { changedBy })
      throw await whyNotChanged(desk, number, sent.error)
    }
    if (secrets !== null) {
      await writeOrder(desk.db, number, { sealedSecrets: desk.seal.close(secrets) })
    }
    await audit(desk.db, {
      at: desk.clock(),
      orderNumber: number,
      by,
      deed: 'edit',
      facts: { fields: named.join(', ') },
    })
    const after = await lookAfterDeed(desk, number)
    // Without an answer only the order tells whether the change arrived.
    const isDone = sent.kind === 'done' || (after != null && hasMoved(after))
    if (isDone) await tellChange(desk, number, { id: sent.intent, by, named })
    if (after) await tellWhatDiffers(desk, request.content, after)
    return { kind: isDone ? 'edited' : 'unknown', fields: named }

    function hasMoved({ tracked, secretsMark }: FreshLook): boolean {
      const moved = differingFields(seen, tracked.seen)
      const hasSecrets = secrets === null || secretsMark === desk.seal.mark(secrets)
      return hasSecrets && fields.every((field) => moved.includes(field))
    }
  })
}

async function whyNotChanged(desk: Desk, number: number, error: BandwidthError): Promise<Refusal> {
  if (error instanceof BandwidthRefused) return bandwidthRefused('change the draft', error.errors)
  if (error instanceof BandwidthNotFound) {
    await lookAtOrder(desk, number)
    return orderGoneNow(number)
  }
  return bandwidthUnreachable(error, 'Nothing was changed; trying again is safe.')
}

/** Told first: a sudden stop between the two leaves the intent, and telling it again tells nothing new. */
async function tellChange(
  desk: Desk,
  number: number,
  {
    id,
    by,
    named,
  }: { readonly id: number; readonly by: string; readonly named: readonly string[] },
): Promise<void> {
  await tellNews(desk, number, { kind: 'edited', by, fields: named }, id)
  await closeIntent(desk.db, id, 'done', desk.clock())
}

/** Whether the order shows a change of which no answer came; if it does, that is told. */
export async function isChangeFound(
  desk: Desk,
  { id, by, facts }: Intent,
  { tracked, secretsMark }: FreshLook,
): Promise<boolean> {
  const asked = JSON.parse(facts['content'] ?? '{}') as OrderContent
  const fields = JSON.parse(facts['fields'] ?? '[]') as string[]
  const differing = differingFields(tracked.seen, asked)
  const hasSecrets = facts['secretsMark'] === undefined || facts['secretsMark'] === secretsMark
  if (!hasSecrets || fields.some((field) => differing.includes(field))) return false
  await tellChange(desk, tracked.number, { id, by, named: namedIn(facts) })
  return true
}

/** It is not there, and was looked for often enough. */
export async function changeNeverArrived(
  desk: Desk,
  number: number,
  { id, by, facts }: Intent,
): Promise<void> {
  await tellNews(desk, number, { kind: 'edit-never-arrived', by, fields: namedIn(facts) }, id)
  await closeIntent(desk.db, id, 'never-happened', desk.clock())
}

function namedIn(facts: Intent['facts']): readonly string[] {
  return JSON.parse(facts['named'] ?? '[]') as string[]
}

/**
 * Bandwidth's advice is to send the whole order again with the change in it; only the numbers stay out
 * when they are the same, because a list, even an equal one, restarts the validation of toll-free numbers.
 */
function contentToSend(seen: PortOrder, content: OrderContent): Partial<OrderContent> {
  if (!sameNumbers(seen, content)) return content
  const { numbers, ...rest } = content
  return rest
}

function sameNumbers(one: OrderContent, other: OrderContent): boolean {
  return [...one.numbers].sort().join() === [...other.numbers].sort().join()
}

function differingFields(seen: OrderContent, content: OrderContent): readonly string[] {
  return contentDifferences(contentFields(seen), contentFields(content)).map(({ field }) => field)
}

/** A PUT that was answered well is no proof: what the order shows is compared with what was asked. */
async function tellWhatDiffers(
  desk: Desk,
  asked: OrderContent,
  { tracked }: FreshLook,
): Promise<void> {
  const differences = contentDifferences(contentFields(asked), contentFields(tracked.seen))
  for (const { field, before, after } of differences) {
    // Bandwidth fills in what was left open, such as the site's default peer or the earliest date.
    if (before === null) continue
    await tellNews(desk, tracked.number, {
      kind: 'not-as-asked',
      field,
      asked: before,
      shown: after ?? 'nothing',
    })
  }
}
