import type { ModalView } from '@slack/types'
import { detachChild } from '../../desk/bulk/attach-child.ts'
import { openChild } from '../../desk/bulk/open-child.ts'
import { fit, plainText, section } from '../blocks.ts'
import { ON_ITS_OWN } from '../messages/bulk-words.ts'
import { plain } from '../mrkdwn.ts'
import type { Choice, Choosing, Form, FormVisit } from '../surface.ts'
import { openView } from '../visit.ts'
import { hereIn, drawAnew, drawBelow, type OpenBreakdown } from './breakdown.ts'
import { CHILD_ACTION, type ChildDeed } from './breakdown-view.ts'
import { openEditForm } from './open-order-form.ts'
import { checkingView, showDone } from './notice-view.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import { shortTitle } from '../messages/order-words.ts'
import { orderOf, orderValue, provenOrder, seenOrderOf } from '../order-ref.ts'

const DETACH_FORM = 'detach-child-form'

const DEEDS: Record<ChildDeed, (visit: Choosing, child: number) => Promise<void>> = {
  async edit(visit, child) {
    await openEditForm(visit, await seenOrderOf(visit, child), await hereIn(visit))
  },
  async open(visit, child) {
    await openChild(visit.desk, child)
    await drawAnew(visit, plain(`#${child} has a card and a thread of its own in the channel now.`))
  },
  async detach(visit, child) {
    const { formId } = visit
    const view = detachView(await orderOf(visit, child), { formId, ...(await hereIn(visit)) })
    await openView(visit, view)
  },
}

/** What was chosen on an order's line in the breakdown. */
export const childMenu: Choice = {
  id: CHILD_ACTION,
  needs: 'porter',
  async choose(visit) {
    const [deed = '', child = ''] = visit.value.split(' ')
    if (!(deed in DEEDS)) return
    const { number } = await provenOrder(visit, child)
    await DEEDS[deed as ChildDeed](visit, number)
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
  return fit({
    type: 'modal',
    callback_id: DETACH_FORM,
    private_metadata: JSON.stringify(behind),
    title: plainText(`Detach #${number}`),
    submit: plainText('Detach'),
    close: plainText('Leave it'),
    blocks: [section(plain(`Detach ${shortTitle(order)} from #${below.number}? It ${ON_ITS_OWN}`))],
  })
}

export const detachForm: Form = {
  id: DETACH_FORM,
  needs: 'porter',

  read({ id }) {
    const behind = JSON.parse(id) as BehindDetach
    return {
      kind: 'checking',
      view: checkingView('Detach from bulk order'),
      deed: (visit) => detach(visit, behind),
    }
  },
}

async function detach(visit: FormVisit, { child, below }: BehindDetach): Promise<void> {
  const { desk, member } = visit
  const { number } = await provenOrder(visit, child)
  const whole = await provenOrder(visit, below.formId)
  const bulk = await detachChild(desk, { child: number, by: member.id })
  const words = `#${number} is no longer part of #${bulk}; its card is in the channel.`
  await showDone(visit, `#${number}`, words)
  await drawBelow(visit, { ...below, number: whole.number }, words)
}
