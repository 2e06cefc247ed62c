import type { ModalView } from '@slack/types'
import { detachChild } from '../../desk/bulk/attach-child.ts'
import { openChild } from '../../desk/bulk/open-child.ts'
import { fit, plainText, section } from '../blocks.ts'
import { ON_ITS_OWN } from '../messages/bulk-words.ts'
import { plain } from '../mrkdwn.ts'
import { seenOrderOf } from '../buttons/order-value.ts'
import type { Choice, Choosing, Form, FormVisit } from '../surface.ts'
import { openView } from '../visit.ts'
import { hereIn, drawAnew, drawBelow, type OpenBreakdown } from './breakdown.ts'
import { CHILD_ACTION, type ChildDeed } from './breakdown-view.ts'
import { openEditForm } from './open-order-form.ts'
import { checkingView, doneView } from './notice-view.ts'

const DETACH_FORM = 'detach-child-form'

const DEEDS: Record<ChildDeed, (visit: Choosing, child: number) => Promise<void>> = {
  async edit(visit, child) {
    await openEditForm(visit, await seenOrderOf(visit, String(child)), hereIn(visit))
  },
  async open(visit, child) {
    await openChild(visit.desk, child)
    await drawAnew(visit, plain(`#${child} has a card and a thread of its own in the channel now.`))
  },
  async detach(visit, child) {
    await openView(visit, detachView(child, hereIn(visit)))
  },
}

/** What was chosen on an order's line in the breakdown. */
export const childMenu: Choice = {
  id: CHILD_ACTION,
  needs: 'porter',
  async choose(visit) {
    const [deed = '', child] = visit.value.split(' ')
    if (deed in DEEDS) await DEEDS[deed as ChildDeed](visit, Number(child))
  },
}

interface BehindDetach {
  readonly child: number
  readonly below: OpenBreakdown
}

export function detachView(child: number, below: OpenBreakdown): ModalView {
  const behind: BehindDetach = { child, below }
  return fit({
    type: 'modal',
    callback_id: DETACH_FORM,
    private_metadata: JSON.stringify(behind),
    title: plainText(`Detach #${child}`),
    submit: plainText('Detach'),
    close: plainText('Leave it'),
    blocks: [section(plain(`Take #${child} out of #${below.number}? It ${ON_ITS_OWN}`))],
  })
}

export const detachForm: Form = {
  id: DETACH_FORM,
  needs: 'porter',

  read({ id }) {
    const behind = JSON.parse(id) as BehindDetach
    return {
      kind: 'checking',
      view: checkingView(`Detach #${behind.child}`),
      deed: (visit) => detach(visit, behind),
    }
  },
}

async function detach(visit: FormVisit, { child, below }: BehindDetach): Promise<void> {
  const { desk, member, show } = visit
  const bulk = await detachChild(desk, { child, by: member.id })
  const words = `#${child} is no longer part of #${bulk}; its card is in the channel.`
  await show(doneView(`#${child}`, [plain(words)]), words)
  await drawBelow(visit, below, words)
}
