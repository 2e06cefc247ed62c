import { afterEach, beforeEach, expect, it } from 'vitest'
import { LUMEN_FORM } from '../fixtures/acme-form.ts'
import { childWith, refusedBulk } from './bulk-on-the-way.ts'
import { attach, callsOf, draft, endStory, orderId } from './order-on-the-way.ts'
import { buttonsIn, startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import { cardOf, lastAnnounced, statusAtBandwidth, announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

it('An off-net order whose correction Bandwidth does not take is canceled and drafted again with it, and goes live', async () => {
  await attach(day, await draft(day, LUMEN_FORM, { numbers: '720-555-0100..0101' }))
  await day.command('porter', 'submit 1001')
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
  await day.turn({ advance: 'PT1M' })
  const old = await orderId(day)
  await day.carrier('reject', old, { errors: [{ code: '7402', text: 'Address' }] })
  await day.turn({ advance: 'PT10M' })

  await day.click('porter', 'Fix address', /^\*#1001/)
  expect((await day.modal('porter'))?.text).not.toContain('Cancel and recreate')
  await day.submit('porter', { 'House number': '102' })
  const back = (await day.modal('porter'))?.text ?? ''
  expect(back).toMatch(/\[Cancel and recreate\][^]*House number: 102[^]*7307/)
  expect(await statusAtBandwidth(day)).toBe('EXCEPTION')

  // What was typed goes along, over a restart, and to whoever else begins it.
  await day.restart()
  await day.choose('porter', 'Cancel and recreate')
  const form = await day.modal('porter')
  expect(form?.title).toBe('New port-in')
  expect(form?.text).toMatch(/House number: 102[^]*Signer \(authorizing person\): J Rivera/)
  await day.closeForm('porter')
  await day.click('porter2', 'Cancel and recreate', /^\*#1001/)
  expect((await day.modal('porter2'))?.text).toContain('House number: 102')
  expect(callsOf(day, 'DELETE', /\/portins\//)).toEqual([])
  expect(callsOf(day, 'POST', /\/portins$/)).toHaveLength(1)
  await day.submit('porter2', { 'Requested FOC': 'Thu, Dec 17' })
  expect((await day.modal('porter2'))?.text).toMatch(/Requested approval to cancel \*?#1001/)

  await day.click('approver', 'Approve', /[Cc]ancel #1001/)
  await day.carrier('cancelled', old)
  await day.turn({ advance: 'PT10M' })
  expect(await lastAnnounced(day, /^\*#1001 · .*is canceled/)).toMatch(/#1002 can be submitted now/)
  await day.command('porter', 'submit 1002')
  await day.click('approver', 'Approve', /[Ss]ubmit #1002/)
  await day.turn({ advance: 'PT1M' })
  const now = (await day.orders()).map(({ id }) => id).find((id) => id !== old) ?? ''
  await day.carrier('foc', now)
  await day.turn({ advance: 'PT10M' })
  await day.until('porter', /#1002.*: FOC /)
  await day.turn({ now: '2026-12-17T16:31:00Z' })
  await day.turn({ advance: 'PT10M' })
  await lastAnnounced(day, /#1002 .*is live/)
  expect(wordsOf(await cardOf(day, 1002))).not.toContain('[')
})

const CANNOT_GO_ON = { code: '6567', text: 'Cancel and resubmit this order' }

it('An order of a bulk order takes the customer’s word, is detached to take another date, or is recreated on its own', async () => {
  const [first, second] = await refusedBulk(day, 3, {
    code: '7419',
    text: 'E6b | Hunt group',
  })
  const [one, two] = [first?.number ?? 0, second?.number ?? 0]
  const card = (number: number): RegExp => new RegExp(`^\\*#${number} `)
  expect(buttonsIn(await cardOf(day, one)).slice(0, 2)).toEqual([
    'Port without the feature',
    'Detach from #1001',
  ])
  await day.click('porter', 'Port without the feature', card(one))
  const agreed = { 'The customer knows': 'The customer agreed to lose it' }
  await day.submit('porter', { ...agreed, 'Who agreed': 'Jane Doe, owner' })
  await day.submit('porter', {})
  // Its bulk order keeps its orders on one date, and without another date no carrier starts again.
  expect((await day.modal('porter'))?.text).toMatch(
    new RegExp(`note is on #${one}[^]*Detach[^]*\\[Detach from #1001\\]`),
  )
  await day.closeForm('porter')
  await day.command('porter', `edit ${one}`)
  expect((await day.modal('porter'))?.text).toMatch(/Requested FOC.*on one date/)
  await day.submit('porter', {})
  expect((await day.modal('porter'))?.text).toMatch(/Nothing changed in #.*[Dd]etach/s)
  await day.closeForm('porter')
  await day.click('porter', 'Detach from #1001', card(one))
  await day.turn({ advance: 'PT1M' })
  await day.click('porter', 'Resend', card(one))
  await day.submit('porter', { 'Requested FOC': 'Mon, Dec 14' })
  expect(await lastAnnounced(day, /changed by dana/)).toMatch(/requested FOC: .* to Mon, Dec 14/)

  // The other one can't get on at all.
  await day.carrier('reject', second?.id ?? '', { errors: [CANNOT_GO_ON] })
  await day.turn({ advance: 'PT10M' })
  await day.click('porter', 'Cancel and recreate', card(two))
  const again = { 'Requested FOC': 'Tue, Dec 15' }
  expect((await day.submit('porter', again)).errors).toBeUndefined()
  expect((await day.modal('porter'))?.text).toMatch(
    new RegExp(`Requested approval to cancel \\*?#${two}`),
  )
  expect(await announced(day, new RegExp(`^#1005 takes the place of #${two}`))).toHaveLength(1)
  await day.click('approver', 'Approve', new RegExp(`[Cc]ancel #${two}`))
  await day.carrier('cancelled', second?.id ?? '')
  await day.turn({ advance: 'PT10M' })
  await day.turn({ advance: 'PT10M' })
  await day.command('porter', 'submit 1005')
  await day.click('approver', 'Approve', /[Ss]ubmit #1005/)
  await day.turn({ advance: 'PT1M' })
  expect(childWith(day, '336-201-0100').status).toMatch(/SUBMITTED|PENDING/)
})
