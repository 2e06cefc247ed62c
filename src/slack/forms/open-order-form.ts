import { randomUUID } from 'node:crypto'
import { cannotEditNow } from '../../desk/refusals.ts'
import { emptyContent } from '../../porting/empty-content.ts'
import type { OrderContent } from '../../porting/order.ts'
import type { ReadingAccount } from '../../porting/reading-account.ts'
import { ruleFor } from '../../porting/status.ts'
import { areTollFree, isTollFree, type TelephoneNumber } from '../../porting/telephone-number.ts'
import type { SeenBulkOrder } from '../../store/bulk-orders.ts'
import { insertForm, type NewForm } from '../../store/forms.ts'
import { type SeenOrder, type TrackedOrder } from '../../store/orders.ts'
import { JUST_ASKED_MS, refuseUnlessMember } from '../places.ts'
import type { Interaction } from '../interaction.ts'
import { openAndFill } from './open-and-fill.ts'
import type { OpenBreakdown } from './breakdown.ts'
import {
  drawForm,
  FORM_KINDS,
  titleOf,
  type BehindForm,
  type Problems,
  filledWith,
} from './behind-order-form.ts'

/** Open an empty form, or one with numbers and whatever else is known already. */
export async function openNewForm(
  interaction: Interaction,
  start: {
    readonly content?: OrderContent
    readonly from?: string
    readonly inPlaceOf?: number
    /** It had some that are not copied. */
    readonly typeSecretsAgain?: boolean
  },
): Promise<void> {
  const { content = emptyContent([]), from = 'before', inPlaceOf, typeSecretsAgain } = start
  const { usualTargetRespOrg } = interaction.desk.settings
  const usual = areTollFree(content.numbers) ? usualTargetRespOrg : null
  const targetRespOrgId = content.targetRespOrgId ?? usual
  const fill = (): BehindForm => ({
    ...filledWith({ ...content, targetRespOrgId }, from),
    ...(inPlaceOf !== undefined && { inPlaceOf }),
  })
  const problems = typeSecretsAgain === true ? [TYPE_SECRETS] : []
  await openForm(interaction, { kind: 'new', order: null }, fill, problems)
}

export const TYPE_SECRETS: Problems[number] = {
  field: 'accountNumber',
  says: 'Type the account number and PIN again: they aren’t copied.',
}

/**
 * Opens the form of a draft as Bandwidth has it; if it is no longer a draft, a refusal is shown instead.
 *
 * @param below the breakdown that contains the order, if it is edited from there.
 */
export async function openEditForm(
  interaction: Interaction,
  order: SeenOrder,
  below?: OpenBreakdown,
): Promise<void> {
  await openForm(interaction, { kind: 'edit', order }, () => {
    if (!ruleFor(order.seen.status).may.includes('edit')) throw cannotEditNow(order)
    const { seen, bulkNumber } = order
    const inBulk = bulkNumber !== null
    const filled = filledWith(seen, `#${order.number}`, seen)
    return {
      ...filled,
      ...(inBulk && {
        typed: { ...filled.typed, numbers: '' },
        numbers: seen.numbers,
        inBulk: bulkNumber,
      }),
      ...(below !== undefined && { below }),
    }
  })
}

/** Opens the form of a purged draft that is recreated, for what is not stored: account number and PIN. */
export async function openRecreateForm(
  interaction: Interaction,
  order: TrackedOrder,
): Promise<void> {
  const filled = filledWith(order.content, `#${order.number}`, order.content)
  await openForm(interaction, { kind: 'again', order }, () => filled, [
    {
      field: 'accountNumber',
      says: 'Enter the account number and PIN again. I don’t store them. The rest is as it was.',
    },
  ])
}

interface NumbersOfForm {
  readonly numbers: readonly TelephoneNumber[]
  /** Where they were read from something. */
  readonly account?: ReadingAccount
}

/**
 * Open the form of a bulk order: what all its orders share, and its numbers.
 * @param list is asked for when the form is open already: a long file takes its time.
 */
export async function openBulkForm(
  interaction: Interaction,
  {
    list,
    from,
  }: {
    readonly list: () => Promise<NumbersOfForm> | NumbersOfForm
    readonly from: string
  },
): Promise<void> {
  await openForm(interaction, { kind: 'bulk', order: null }, async () => {
    const { numbers, account } = await list()
    const targetRespOrgId = numbers.some(isTollFree)
      ? interaction.desk.settings.usualTargetRespOrg
      : null
    return {
      ...filledWith({ ...emptyContent(numbers), targetRespOrgId }, from),
      ...(account !== undefined && { account }),
    }
  })
}

/** Open the form of what all orders of a bulk order share, as Bandwidth shows it. */
export async function openSharedForm(interaction: Interaction, bulk: SeenBulkOrder): Promise<void> {
  const shared = { ...emptyContent([]), ...bulk.seen }
  const filled = filledWith(shared, `#${bulk.number}`, shared)
  await openForm(interaction, { kind: 'bulk-edit', order: bulk }, () => filled)
}

/** What a form is opened for: something new, or an order that is there. */
type FormSubject =
  | { readonly kind: 'new' | 'bulk'; readonly order: null }
  | {
      readonly kind: 'edit' | 'change' | 'again' | 'bulk-edit'
      readonly order: Pick<TrackedOrder, 'number'>
    }

function aboutIn(of: FormSubject) {
  return of.order === null
    ? { kind: of.kind, orderNumber: null }
    : { kind: of.kind, orderNumber: of.order.number }
}

/** Opens a form at once and fills it when Bandwidth has answered; a refusal takes its place. */
export async function openForm(
  interaction: Interaction,
  of: FormSubject,
  fill: () => BehindForm | Promise<BehindForm>,
  problems: Problems = [],
): Promise<void> {
  const title = titleOf(of.kind, of.order?.number ?? null)
  await openAndFill(interaction, title, async () => {
    if (FORM_KINDS[of.kind].makesCard === true) {
      refuseUnlessMember(
        await interaction.workspace.places.placeOf(interaction.channel, JUST_ASKED_MS),
      )
    }
    const behind = await fill()
    const form: NewForm = {
      ...aboutIn(of),
      id: randomUUID(),
      by: interaction.member.id,
      channel: interaction.channel,
      content: JSON.stringify(behind),
      createdAt: interaction.desk.clock(),
    }
    await insertForm(interaction.desk.db, form)
    return drawForm(interaction.desk, form, behind, problems)
  })
}
