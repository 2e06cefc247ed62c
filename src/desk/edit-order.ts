import { contentDifferences } from '../porting/approval.ts'
import { contentFields } from '../porting/content-fields.ts'
import type { OrderContent, PortOrder, Secrets } from '../porting/order.ts'
import { isDraft, ruleFor } from '../porting/status.ts'
import { audit } from '../store/audit.ts'
import { writeOrder } from '../store/orders.ts'
import type { Desk } from './desk.ts'
import { lookAfterDeed } from './look-after-deed.ts'
import { lookAtOrder, type FreshLook } from './look-at-order.ts'
import { cannotEditNow, nothingChanged, orderGoneNow } from './refusals.ts'
import { sendToBandwidth } from './send-to-bandwidth.ts'
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
    const sent = await sendToBandwidth(desk, request.number, 'change the draft', () =>
      desk.bandwidth.updateOrder(id, {
        customerOrderId,
        content: contentToSend(seen, request.content),
        ...(secrets !== null && { secrets }),
      }),
    )

    const now = desk.clock()
    const named = request.secrets === null ? fields : [...fields, 'account number and PIN']
    await writeOrder(desk.db, request.number, {
      changedBy: [...changedBy, { by: request.by, at: now }],
      ...(secrets !== null && { sealedSecrets: desk.seal.close(secrets) }),
    })
    await audit(desk.db, {
      at: now,
      orderNumber: request.number,
      by: request.by,
      deed: 'edit',
      facts: { fields: named.join(', ') },
    })
    const after = await lookAfterDeed(desk, request.number)
    // Without an answer only the order tells whether the change arrived.
    const isDone = sent === 'answered' || (after != null && hasMoved(after))
    if (isDone) {
      await tellNews(desk, request.number, { kind: 'edited', by: request.by, fields: named })
    }
    if (after) await tellWhatDiffers(desk, request.content, after)
    return { kind: isDone ? 'edited' : 'unknown', fields: named }

    function hasMoved({ tracked, secretsMark }: FreshLook): boolean {
      const moved = differingFields(seen, tracked.seen)
      const hasSecrets = secrets === null || secretsMark === desk.seal.mark(secrets)
      return hasSecrets && fields.every((field) => moved.includes(field))
    }
  })
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
