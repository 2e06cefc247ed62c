import { afterEach, beforeEach, expect, it } from 'vitest'
import { LUMEN_FORM } from '../fixtures/acme-form.ts'
import {
  askedToSubmit,
  attach,
  draft,
  endStory,
  orderId,
  PIN,
  changesOf,
  reject,
} from './order-on-the-way.ts'
import { buttonsIn, pdf, startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import {
  cardOf,
  lastAnnounced,
  statusAtBandwidth,
  announced,
  tollFreeSubmitted,
} from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

/** Press, fill in, and see it told with the carrier. @returns what the form said. */
async function corrected(label: string, values: Record<string, unknown>): Promise<string> {
  const before = (await announced(day, /#1001 .*changed by dana/)).length
  await day.click('porter', label, /^\*#1001/)
  const form = (await day.modal('porter'))?.text ?? ''
  expect((await day.submit('porter', values)).errors).toBeUndefined()
  expect(await announced(day, /#1001 .*changed by dana/)).toHaveLength(before + 1)
  expect(await statusAtBandwidth(day)).toBe('REQUESTED_SUPP')
  return form
}

it('One order gets on from every kind of rejection that a coordinator can clear, to its FOC', async () => {
  const card = await askedToSubmit(day)
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/)

  // A letter: the document, and the order goes again with a new date.
  await reject(day, { code: '6483', text: 'The letter cannot be read' })
  expect(buttonsIn(await cardOf(day)).slice(0, 2)).toEqual(['Add LOA', 'Resend'])
  await attach(day, card, pdf('signed.pdf'))
  await corrected('Resend', { 'Requested FOC': 'Wed, Dec 9' })

  // The customer clears it; the same date would start nothing.
  await reject(day, { code: '7413', text: 'Freeze' })
  expect(buttonsIn(await cardOf(day))[0]).toBe('Resend')
  await day.click('porter', 'Resend', /^\*#1001/)
  await day.submit('porter', {})
  expect((await day.modal('porter'))?.text).toMatch(/Nothing changed in #[^]*6278/)
  await day.closeForm('porter')
  await corrected('Resend', { 'Requested FOC': 'Thu, Dec 10' })

  // The date alone.
  await reject(day, { code: '7412', text: 'Due date cannot be met' })
  const dateForm = await corrected('Change date', { 'Requested FOC': 'Fri, Dec 11' })
  expect(dateForm).not.toMatch(/Street|PIN|BTN/)

  // Several, of which one is unknown, long, and calls everybody.
  const strange = { code: '9876', text: `<!channel> ${'call them '.repeat(100)}` }
  await reject(day, { code: '7402', text: 'Address' }, { code: '7435', text: 'PIN' }, strange)
  const said = await lastAnnounced(day, /#1001 .*was rejected/)
  expect(said).not.toContain('<!channel>')
  expect(said.length).toBeLessThan(2_000)
  const sent = changesOf(day).length
  // Of too many calls only the one that is taken counts.
  await day.fault({ kind: 'status', method: 'PUT', path: '/portins/[^/]+$', status: 429, times: 1 })
  await corrected('Fix 2 fields', { 'House number': '102', PIN: 'NEW4471' })
  const [last] = changesOf(day).slice(-1)
  expect(changesOf(day)).toHaveLength(sent + 2)
  expect(last?.request).toMatch(/<HouseNumber>102<[^]*NEW4471|NEW4471[^]*<HouseNumber>102</)
  expect(last?.request).not.toContain(PIN)

  // Without a reason there is still a way on.
  await reject(day)
  expect(await lastAnnounced(day, /#1001 .*was rejected/)).toMatch(/no reason/)
  // The carrier agrees while the form is open: nothing but the date leaves then.
  await day.command('porter', 'edit 1001')
  await day.carrier('foc', await orderId(day))
  await day.turn({ advance: 'PT10M' })
  const agreedWith = changesOf(day).length
  await day.submit('porter', { 'House number': '104' })
  expect(JSON.stringify(await day.modal('porter'))).toMatch(/FOC only the date|was changed/)
  expect(changesOf(day)).toHaveLength(agreedWith)
  await day.until('porter', /#1001.*: FOC [A-Z]/)
})

it('An off-net correction that Bandwidth refuses comes back with why, and one that it takes goes on', async () => {
  const card = await draft(day, LUMEN_FORM, { numbers: '720-555-0100..0101' })
  await attach(day, card)
  await day.command('porter', 'submit 1001')
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/)

  // Where Bandwidth does not even let closed elements be repeated, they are left out the second time.
  const { control } = day.practice.bandwidth
  control.suppHabits({ unchangedClosedElements: 'refused' })
  await reject(day, { code: '7412', text: 'Due date cannot be met' })
  const sentBefore = changesOf(day).length
  await corrected('Change date', { 'Requested FOC': 'Tue, Dec 15' })
  const [whole, part] = changesOf(day).slice(sentBefore)
  expect([whole?.status, part?.status]).toEqual([400, 200])
  expect(part?.request).toMatch(/<RequestedFocDate>2026-12-15T/)
  expect(part?.request).not.toMatch(/ServiceAddress|LoaAuthorizingPerson|PartialPort/)
  expect(day.logged.filter(({ event }) => event === 'unchanged-elements-refused')).toHaveLength(1)
  control.suppHabits({ unchangedClosedElements: 'ok' })

  await reject(day, { code: '7402', text: 'Address' })
  await day.click('porter', 'Fix address', /^\*#1001/)
  expect((await day.modal('porter'))?.text).toContain('may refuse')
  await day.submit('porter', { 'House number': '102' })
  const back = (await day.modal('porter'))?.text ?? ''
  expect(back).toMatch(/7307/)
  expect(back).toContain('House number: 102')
  expect(await statusAtBandwidth(day)).toBe('EXCEPTION')
  expect(await announced(day, /house number: 100 to 102/)).toEqual([])

  // The newer article is right: now it is taken.
  control.suppHabits({ offNetSupplements: 'wide' })
  await day.submit('porter', { 'Requested FOC': 'Thu, Dec 17' })
  expect(await lastAnnounced(day, /changed by dana/)).toMatch(/house number: 100 to 102/)
  await day.carrier('foc', await orderId(day))
  await day.turn({ advance: 'PT10M' })
  await day.until('porter', /#1001.*: FOC [A-Z]/)
})

it('A toll-free order takes another signer with the approver’s word, which an FOC in between ends', async () => {
  await tollFreeSubmitted(day)
  await reject(day, { code: '6505', text: 'Authorization' })
  const sent = changesOf(day).length
  const ask = async (name: string): Promise<void> => {
    await day.click('porter', 'Fix signer', /^\*#1001/)
    expect((await day.modal('porter'))?.text).not.toMatch(/Account number:|PIN:|Street:/)
    await day.submit('porter', { 'Signer (authorizing person)': name })
    await day.until('approver', /[Cc]hange #1001 .*\?\*/)
    expect(changesOf(day)).toHaveLength(sent)
  }
  await ask('M Rivera')
  await day.carrier('foc', await orderId(day))
  await day.turn({ advance: 'PT10M' })
  await day.until('approver', /Not changed: .*#1001.* no longer valid/)
  expect(changesOf(day)).toHaveLength(sent)

  await reject(day, { code: '6505', text: 'Authorization' })
  await ask('M Rivera')
  await day.click('approver', 'Approve', /[Cc]hange #1001/)
  expect(changesOf(day)).toHaveLength(sent + 1)
  expect(await lastAnnounced(day, /changed by dana/)).toMatch(
    /J Rivera to M Rivera[^]*Approved by lee/,
  )
  expect(wordsOf(await cardOf(day))).toContain('change')
})
