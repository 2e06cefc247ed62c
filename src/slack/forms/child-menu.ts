import type { ModalView } from '@slack/types'
import { detachFromBulk } from '../../desk/bulk/attach-child.ts'
import { orderNumbered, seenOrderNumbered } from '../../desk/numbered.ts'
import { openChild } from '../../desk/bulk/open-child.ts'
import { section } from '../blocks.ts'
import { ON_ITS_OWN } from '../words/bulk-words.ts'
import { plain } from '../mrkdwn.ts'
import type { Choice, Choosing, FormInteraction } from '../handlers.ts'
import { openView } from '../interaction.ts'
import { hereIn, drawAgain, drawBelow, type OpenBreakdown } from './breakdown.ts'
import { CHILD_ACTION, type ChildOperation } from './breakdown-view.ts'
import { openEditForm } from './open-order-form.ts'
import { checkingView, showDone, turnsTo } from './notice-view.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import { shortTitle } from '../words/order-words.ts'
import { orderValue, provenOrder, titleOf } from '../order-ref.ts'
import { formView } from '../form-view.ts'
import { coordinatorForm } from './coordinator-form.ts'

const DETACH_FORM = 'detach-child-form'

const OPERATIONS: Record<ChildOperation, (interaction: Choosing, child: number) => Promise<void>> =
  {
    async edit(interaction, child) {
      await openEditForm(
        interaction,
        await seenOrderNumbered(interaction.desk.db, child),
        await hereIn(interaction),
      )
    },
    async open(interaction, child) {
      await openChild(interaction.desk, child)
      await drawAgain(
        interaction,
        plain(`#${child} now has its own card and thread in the channel.`),
      )
    },
    async detach(interaction, child) {
      const { formId } = interaction
      const view = detachView(await orderNumbered(interaction.desk.db, child), {
        formId,
        ...(await hereIn(interaction)),
      })
      await openView(interaction, view)
    },
  }

/** What was chosen on an order's line in the breakdown. */
export const childMenu: Choice = {
  id: CHILD_ACTION,
  needs: 'coordinator',
  async choose(interaction) {
    const [operation = '', child = ''] = interaction.value.split(' ')
    if (!(operation in OPERATIONS)) return
    const { number } = await provenOrder(interaction, child)
    await OPERATIONS[operation as ChildOperation](interaction, number)
  },
}

/** The breakdown below, by what its view carries. */
type Below = OpenBreakdown & { readonly formId: string }

interface BehindDetach {
  readonly child: string
  readonly below: Below
}

export function detachView(order: TrackedOrder, below: Below): ModalView {
  const behind: BehindDetach = { child: orderValue(order), below }
  const { number } = order
  return formView(
    DETACH_FORM,
    JSON.stringify(behind),
    { title: `Detach #${number}`, submit: 'Detach', close: 'Keep in bulk order' },
    [section(plain(`Detach ${shortTitle(order)} from #${below.number}? It ${ON_ITS_OWN}`))],
  )
}

export const detachForm = coordinatorForm(DETACH_FORM, ({ id }) => {
  const behind = JSON.parse(id) as BehindDetach
  return turnsTo(checkingView('Detach from bulk order'), (interaction) =>
    detach(interaction, behind),
  )
})

async function detach(interaction: FormInteraction, { child, below }: BehindDetach): Promise<void> {
  const { desk, member } = interaction
  const { number } = await provenOrder(interaction, child)
  const whole = await provenOrder(interaction, below.formId)
  const bulk = await detachFromBulk(desk, { child: number, by: member.id })
  const words = `${await titleOf(desk.db, number)} is no longer part of #${bulk}. Its card is in the channel.`
  await showDone(interaction, `#${number}`, words)
  await drawBelow(interaction, { ...below, number: whole.number }, words)
}
