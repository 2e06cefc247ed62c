import { findForm, writeForm, type FormDraft } from '../../store/forms.ts'
import type { Choice } from '../handlers.ts'
import { contentOf } from './order-fields.ts'
import { checkingView, turnsTo } from './notice-view.ts'
import { ORDER_FORM, SITE_ACTION } from './order-view.ts'
import { MORE_FIELDS } from './rare-fields.ts'
import { readOrderForm } from './read-order-form.ts'
import { ALIKE } from './change-view.ts'
import { errorsByBlock, isChecked } from './typed-values.ts'
import { askedIn, behindOf, drawForm, formOf, titleOf, typedIn } from './behind-order-form.ts'
import { COPY_OVER, formExpired, expiredButOpen } from './expired-form.ts'
import { sendOrderForm } from './send-order-form.ts'
import { coordinatorForm } from './coordinator-form.ts'

/** Another site has other peers: draw the form again with what is typed so far. */
export const siteChoice: Choice = {
  id: SITE_ACTION,
  needs: 'coordinator',
  async choose({ desk, formId, values, show }) {
    const form = await findForm(desk.db, formId)
    if (form === undefined) throw formExpired(COPY_OVER)
    const before = behindOf(form)
    const behind = { ...before, typed: typedIn(before, readOrderForm(values).typed) }
    const view = await drawForm(desk, form, behind, [])
    const now = await findForm(desk.db, formId)
    // While the peers were being loaded, somebody switched to all fields.
    const isMore = before.showsAll !== true && now !== undefined && behindOf(now).showsAll === true
    await show(
      isMore ? await drawForm(desk, form, { ...behind, showsAll: true }, []) : view,
      'The form was closed.',
    )
  },
}

/** What few orders have is asked for as well, and nothing typed so far is lost. */
export const moreFields: Choice = {
  id: MORE_FIELDS,
  needs: 'coordinator',
  async choose({ desk, formId, values, show }) {
    const form = await findForm(desk.db, formId)
    if (form === undefined) throw formExpired(COPY_OVER)
    const before = behindOf(form)
    const typed = typedIn(before, readOrderForm(values).typed)
    const behind = { ...before, showsAll: true }
    await writeForm(desk.db, formId, { content: JSON.stringify(behind) })
    await show(await drawForm(desk, form, { ...behind, typed }, []), 'The form was closed.')
  },
}

/** What is drafted has a card that shows it; of anything else the form says what came of it. */
const MAY_CLOSE: Record<FormDraft['kind'], boolean> = {
  new: true,
  bulk: true,
  edit: false,
  'bulk-edit': false,
  change: false,
  again: false,
  loa: false,
}

export const orderForm = coordinatorForm(ORDER_FORM, async ({ desk, id, values }) => {
  const form = await findForm(desk.db, id)
  if (form === undefined) return expiredButOpen(values)
  const { typed, secrets, files } = readOrderForm(values)
  const title = titleOf(form.kind, form.orderNumber)
  const isForAlike = isChecked(values, ALIKE)
  const checking = turnsTo(checkingView(title), (interaction) =>
    sendOrderForm(interaction, id, { typed, secrets, files, isForAlike }),
  )
  const behind = behindOf(form)
  const of = formOf(form.kind, behind)
  const read = contentOf(typedIn(behind, typed), behind.numbers, behind.before, of, askedIn(behind))
  const problems = ('problems' in read ? read.problems : []).filter(
    // A file may bring the numbers; whether it does, is seen when it is read.
    ({ field }) => field !== 'numbers' || files.length === 0,
  )
  // Slack takes no mistake of a field that the form does not have: it is drawn with it then.
  if (problems.length > 0 && problems.every(({ field }) => Object.hasOwn(values, field))) {
    return { kind: 'mistakes', errors: errorsByBlock(problems) }
  }
  return { ...checking, mayClose: MAY_CLOSE[form.kind] }
})
