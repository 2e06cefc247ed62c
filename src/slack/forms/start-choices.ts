import { randomUUID } from 'node:crypto'
import { advanceCheck, startCheck } from '../../desk/check-numbers.ts'
import { readNumbers } from '../../porting/read-numbers.ts'
import { findForm, insertForm, type FormDraft } from '../../store/forms.ts'
import type { Choice, Choosing } from '../handlers.ts'
import { checkStarted } from '../messages/check-started.ts'
import { behindOf, drawForm, type BehindForm } from './behind-order-form.ts'
import { START_BULK, START_CHECK, START_ORDER, START_TITLE } from './message-view.ts'
import { formExpired } from './expired-form.ts'
import { showDone } from './notice-view.ts'

/** What is to become of a message that was read. */
export const startChoices: readonly Choice[] = [
  starts(START_ORDER, async ({ desk, show }, form, behind) => {
    await show(await drawForm(desk, form, behind, []), CLOSED)
  }),
  starts(START_BULK, async ({ desk, show }, form, behind) => {
    const bulk = { ...form, id: randomUUID(), kind: 'bulk', createdAt: desk.clock() } as const
    const shared = { ...behind, secretsKept: false }
    await insertForm(desk.db, {
      id: bulk.id,
      kind: bulk.kind,
      by: bulk.by,
      channel: bulk.channel,
      orderNumber: null,
      content: JSON.stringify(shared),
      createdAt: bulk.createdAt,
    })
    await show(await drawForm(desk, bulk, shared, []), CLOSED)
  }),
  starts(START_CHECK, check),
]

const CLOSED = 'The form was closed. Start again from the message.'

function starts(
  id: string,
  go: (choosing: Choosing, form: FormDraft, behind: BehindForm) => Promise<void>,
): Choice {
  return {
    id,
    needs: 'coordinator',
    async choose(choosing) {
      const form = await findForm(choosing.desk.db, choosing.formId)
      if (form === undefined || form.by !== choosing.member.id || form.state !== 'open') {
        throw formExpired('Start again from the message.')
      }
      await go(choosing, form, behindOf(form))
    },
  }
}

async function check(choosing: Choosing, form: FormDraft, behind: BehindForm): Promise<void> {
  const { desk, member, workspace } = choosing
  const place = await workspace.places.placeOf(form.channel)
  const numbers = [...new Set([...readNumbers(behind.typed.numbers).numbers, ...behind.numbers])]
  const { unread = [] } = behind.message ?? {}
  const asked = { by: member.id, channel: form.channel, numbers, unread }
  // The same form checks once, however often it is pressed.
  const account = behind.account ?? { accounts: [], leftOut: [] }
  const id = await startCheck(desk, { ...asked, id: form.id, account })
  await showDone(choosing, START_TITLE, checkStarted(numbers.length, place).text)
  await advanceCheck(desk, id)
}
