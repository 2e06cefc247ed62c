import { consentNeeded, recordConsent } from '../../desk/record-consent.ts'
import { seenOrderNumbered } from '../../desk/numbered.ts'
import { addDays, dayOf, showDay, type CalendarDay, type Instant } from '../../porting/calendar.ts'
import { fixOf } from '../../porting/causes.ts'
import { consentNote, type ToAgree } from '../../porting/consent.ts'
import { looksLikePin } from '../../porting/notes.ts'
import type { SeenOrder } from '../../store/orders.ts'
import { actions, section } from '../blocks.ts'
import { sendAgain } from '../messages/change-buttons.ts'
import { noteAnswer, noteReach } from '../messages/note-answer.ts'
import { shortTitle } from '../words/order-words.ts'
import { plain } from '../mrkdwn.ts'
import { isOfOrderHere, orderValue, provenOrder } from '../order-ref.ts'
import type { FormInteraction } from '../handlers.ts'
import { openView, type Interaction } from '../interaction.ts'
import { checkboxInput, inputsOf, menu, textInput } from './inputs.ts'
import { noNote, noteInput } from './note-input.ts'
import { waitingView, workingView, turnsTo } from './notice-view.ts'
import { isChecked, textIn, type StateValues } from './typed-values.ts'
import type { ModalView } from '@slack/types'
import { formView, shownView } from '../form-view.ts'
import { coordinatorForm } from './coordinator-form.ts'

const CONSENT_FORM = 'consent-form'
const NOTE_FORM = 'consent-note-form'
const LONGEST_NAME = 100
/** The customer may have said so before the carrier asked. */
const DAYS_BACK = 30

/** Ask who of the customer's agreed to lose what the port would end, and when. */
export async function openConsentForm(interaction: Interaction, number: number): Promise<void> {
  const { order, ...agree } = await consentNeeded(interaction.desk, number)
  await openView(interaction, consentView(order, agree, interaction.desk.clock()))
}

export function consentView(order: SeenOrder, { codes, ends }: ToAgree, now: Instant): ModalView {
  const today = dayOf(now)
  const days = Array.from({ length: DAYS_BACK }, (_, back) => addDays(today, -back))
  return formView(
    CONSENT_FORM,
    orderValue(order, ...codes),
    { title: `Agreement on #${order.number}`, submit: 'Continue', close: 'Close' },
    [
      section(plain(`${shortTitle(order)}: the port ends ${ends} for the customer.`)),
      checkboxInput({
        ...partsOf('agreed', 'The customer knows'),
        says: 'The customer agreed to lose it',
        isChecked: false,
        required: true,
      }),
      textInput({
        ...partsOf('who', 'Who agreed'),
        typed: '',
        required: true,
        hint: 'Name and role at the customer. It is kept with the order.',
      }),
      menu({
        ...partsOf('day', 'Agreed on'),
        typed: today,
        choices: days.map((day) => ({ value: day, label: showDay(day, today) })),
        unlisted: (day) => day,
        required: true,
      }),
    ],
  )
}

const partsOf = inputsOf<'agreed' | 'who' | 'day'>(CONSENT_FORM)

function mistakesIn(values: StateValues): Readonly<Record<string, string>> {
  const who = textIn(values, 'who').trim()
  return {
    ...(!isChecked(values, 'agreed') && {
      agreed: 'Confirm that the customer agreed, or close the form.',
    }),
    ...(who === '' && { who: 'Enter the name of the person who agreed.' }),
    ...(who.length > LONGEST_NAME && { who: `Enter ${LONGEST_NAME} characters at most.` }),
  }
}

/** What was typed comes back as the note that Bandwidth gets; nothing is sent before it was seen. */
export const consentForm = coordinatorForm(CONSENT_FORM, async ({ desk, id, values }) => {
  const errors = mistakesIn(values)
  if (Object.keys(errors).length > 0 && (await isOfOrderHere(desk, id)))
    return { kind: 'mistakes', errors }
  const typed = { who: textIn(values, 'who').trim(), day: textIn(values, 'day') as CalendarDay }
  return turnsTo(workingView('Agreement'), async (interaction) => {
    const { number, more: codes } = await provenOrder(interaction, id)
    const { order, ...agree } = await consentNeeded(interaction.desk, number, codes)
    const view = consentNoteView(order, agree, typed)
    await interaction.show(view, 'Nothing was sent: the form was closed.')
  })
})

interface BehindNote {
  readonly order: string
  readonly who: string
  readonly day: CalendarDay
}

export function consentNoteView(
  order: SeenOrder,
  agreed: ToAgree,
  { who, day }: Pick<BehindNote, 'who' | 'day'>,
): ModalView {
  const behind: BehindNote = { order: orderValue(order, ...agreed.codes), who, day }
  return formView(
    NOTE_FORM,
    JSON.stringify(behind),
    { title: `Note on #${order.number}`, submit: 'Send to Bandwidth', close: 'Close' },
    [
      section(noteReach(order)),
      noteInput({
        block: 'note',
        action: `${NOTE_FORM}.note`,
        typed: consentNote({ agreed, who, day: showDay(day) }),
      }),
    ],
  )
}

export const consentNoteForm = coordinatorForm(NOTE_FORM, async ({ desk, id, values }) => {
  const note = textIn(values, 'note').trim()
  const behind = JSON.parse(id) as BehindNote
  const says = noNote(note) ?? pinIn(note)
  if (says !== null && (await isOfOrderHere(desk, behind.order))) {
    return { kind: 'mistakes', errors: { note: says } }
  }
  return turnsTo(waitingView('Note to Bandwidth'), (interaction) =>
    sendConsent(interaction, behind, note),
  )
})

function pinIn(note: string): string | null {
  return looksLikePin(note) ? 'This looks like it holds a PIN. Leave it out.' : null
}

async function sendConsent(
  interaction: FormInteraction,
  behind: BehindNote,
  note: string,
): Promise<void> {
  const { number, more: codes } = await provenOrder(interaction, behind.order)
  const { who, day } = behind
  const written = await recordConsent(interaction.desk, {
    number,
    by: interaction.member.id,
    who,
    day,
    codes,
    note,
  })
  const order = await seenOrderNumbered(interaction.desk.db, number)
  const fix = fixOf(order.seen.errors)
  const hasFields = 'fields' in fix && fix.fields.length > 0
  const resend = sendAgain(order, hasFields ? 'fix' : 'date')
  const { text, blocks } = noteAnswer(order, written)
  const says = plain(
    `The carrier starts again only when the order is resent.${hasFields ? '' : alone(order)}`,
  )
  const again = [actions([resend])].filter((block) => block !== null)
  await interaction.show(
    shownView(`Note on #${number}`, [...blocks, section(says), ...again]),
    text,
  )
}

/** Of a bulk order's order: what has to come before. */
function alone({ bulkNumber }: SeenOrder): string {
  return bulkNumber === null
    ? ''
    : ` Detach it from #${bulkNumber} to choose another date for it: a bulk order keeps its orders on one day.`
}
