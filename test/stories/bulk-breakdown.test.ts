import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { breakdownOf, childWith, readyBulk, splitBulk, type ChildLine } from './bulk-on-the-way.ts'
import { startDay, type PracticeDay } from './practice-day.ts'

const ACCOUNT_NUMBER = 'ACCT-5R2210'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(async () => {
  await day.close()
})

/** Frontier's order of `#1001`, whose numbers begin with 919-555. */
async function frontier(): Promise<ChildLine> {
  await splitBulk(day)
  const found = (await breakdownOf(day)).find(({ from }) => from.startsWith('Frontier'))
  if (found === undefined) throw new Error('Frontier has no order.')
  return found
}

async function onTop(): Promise<{ title: string; text: string }> {
  const view = await day.modal('porter')
  if (view === null) throw new Error('No view is open.')
  return view
}

function lineOf(text: string, number: number): string {
  return (
    new RegExp(String.raw`^\*#${number}\* · [^\n]*(\n:warning:[^\n]*)?`, 'm').exec(text)?.[0] ?? ''
  )
}

async function back(): Promise<{ title: string; text: string }> {
  await day.closeForm('porter')
  return onTop()
}

describe('an order in the breakdown of a bulk order', () => {
  it('is edited from its line without a thread of its own, and the breakdown shows what is missing now', async () => {
    const { number } = await frontier()
    const before = lineOf((await onTop()).text, number)
    expect(before).toMatch(/Add the BTN/)

    await day.choose('porter', `Edit #${number}`, `child-${number}`)
    expect((await onTop()).title).toBe(`Edit #${number}`)
    await day.submit('porter', { 'BTN (billing number)': '919-555-0100' })
    const answer = await onTop()
    expect(answer.text).toMatch(new RegExp(`#${number} .*changed: BTN`))
    expect(answer.text).toContain('Nothing is missing now.')
    expect(answer.text).toMatch(/no thread yet.*card of #1001/)

    const after = await back()
    expect(after.title).toBe('Orders of #1001')
    expect(after.text).toMatch(new RegExp(`#${number} .*changed: BTN`))
    expect(lineOf(after.text, number)).not.toContain('BTN')
    await day.choose('porter', 'breakdown-filter', 'breakdown-filter', 'all')
    expect(lineOf((await onTop()).text, number)).toMatch(/^\*#\d+\* · [^\n]*\n:warning: No LOA yet/)

    await day.choose('porter', 'Open its own thread', `child-${number}`)
    expect((await onTop()).text).toContain(`#${number} now has its own card`)
    await day.until('porter', new RegExp(`changed #${number} · Acme Corp: BTN`))
  })

  it('keeps what was typed while Bandwidth does not answer', async () => {
    const { number } = await frontier()
    await day.choose('porter', `Edit #${number}`, `child-${number}`)
    await day.fault({ kind: 'drop-before', path: '/bulkPortins|/portins', times: 10_000 })
    await day.submit('porter', { City: 'Durham', 'Account number': ACCOUNT_NUMBER, PIN: '4711' })
    const { title, text } = await onTop()
    expect(title).toBe(`Edit #${number}`)
    expect(text).toMatch(/Nothing was sent/)
    expect(text).toContain('City: Durham')
    expect(text).not.toContain(ACCOUNT_NUMBER)
    day.practice.bandwidth.control.clearFaults()
    await day.submit('porter', {})
    expect((await onTop()).text).toMatch(/changed: .*city.*, account number and PIN/)
  })

  it('keeps the numbers that its bulk order was split into: they are shown and not asked for', async () => {
    const { number } = await frontier()
    await day.choose('porter', `Edit #${number}`, `child-${number}`)
    const { text } = await onTop()
    expect(text).toContain('*10 numbers*, set by bulk order #1001.')
    expect(text).not.toMatch(/Numbers:|from a file/)
    await day.submit('porter', { City: 'Durham' })
    expect((await onTop()).text).toMatch(/changed: .*city/)
    expect(childWith(day, '919-555-0100').tns).toHaveLength(10)
  })

  it('gets an account number without a PIN, as business lines have', async () => {
    const { number } = await frontier()
    await day.choose('porter', `Edit #${number}`, `child-${number}`)
    await day.submit('porter', { 'Account number': ACCOUNT_NUMBER })
    expect((await onTop()).text).toMatch(new RegExp(`#${number} .*changed: account number and PIN`))
    await day.command('porter', `status ${number}`)
    await day.until('porter', /[Aa]ccount number[^\n]*(on file|hidden|given)/)
  })

  it('says in a thread of its own what became of a change that was not answered', async () => {
    const { number } = await frontier()
    await day.choose('porter', `Edit #${number}`, `child-${number}`)
    await day.fault({ kind: 'drop-before', method: 'PUT', path: '/portins/', times: 10_000 })
    await day.submit('porter', { City: 'Durham' })
    expect((await onTop()).text).toContain('No answer from Bandwidth.')
    day.practice.bandwidth.control.clearFaults()
    await day.until('porter', new RegExp(`^\\*#${number} · Acme Corp\\*`))
    await day.until('porter', new RegExp(`#${number}.*: Bandwidth saved a different .*city`))
    day.causes(new RegExp(`#${number} city: Durham → Raleigh`))
  })

  it('takes the request about the whole back when it is edited from there', async () => {
    await readyBulk(day)
    await day.click('porter', 'Request approval', /^\*#1001/)
    await day.until('approver', /[Ss]ubmit #1001 · Acme Corp \(bulk\)\?/)
    const [child] = await breakdownOf(day)
    await day.choose('porter', `Edit #${child?.number ?? 0}`, `child-${child?.number ?? 0}`)
    await day.submit('porter', { 'Signer (authorizing person)': 'K Lopez' })
    expect((await onTop()).text).toContain('Nothing is missing now.')
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/).catch(() => undefined)
    await day.until('porter', /#1001 .*is no longer valid.*K Lopez/s)
    expect((await day.orders()).every(({ status }) => /DRAFT/.test(status))).toBe(true)
  })

  it('is detached after a question, and the breakdown is without it', async () => {
    const { number } = await frontier()
    await day.choose('porter', 'Detach from #1001', `child-${number}`)
    expect((await onTop()).text).toMatch(/It continues on its own/)
    await day.submit('porter', {})
    expect((await onTop()).text).toMatch(new RegExp(`#${number} .*is no longer part of #1001`))
    const { title, text } = await back()
    expect(title).toBe('Orders of #1001')
    expect(lineOf(text, number)).toBe('')
    await day.until('porter', new RegExp(`^\\*#${number} · Acme Corp\\*`))
  })

  it('is refused in the open view when it is no draft any more', async () => {
    await readyBulk(day)
    const [child] = await breakdownOf(day)
    const number = child?.number ?? 0
    await day.click('porter', 'Request approval', /^\*#1001/)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT1M' })
    // Drawn while it was a draft.
    await day.choose('porter', `Edit #${number}`, `child-${number}`)
    expect((await onTop()).text).toContain('only drafts can be edited here')
    await day.closeForm('porter')
    await day.choose('porter', 'Refresh')
    await expect(day.choose('porter', `Edit #${number}`, `child-${number}`)).rejects.toThrow(
      /to press here/,
    )
  })
})

describe('an open breakdown', () => {
  it('shows what another person has changed when it is asked to look again', async () => {
    const { number } = await frontier()
    await day.command('porter2', `edit ${number}`)
    await day.submit('porter2', { 'BTN (billing number)': '919-555-0100' })
    expect(lineOf((await onTop()).text, number)).toMatch(/Add the BTN/)
    expect((await onTop()).text).toMatch(/As of 10(:0\d)? AM ET/)
    await day.choose('porter', 'Refresh')
    expect(lineOf((await onTop()).text, number)).not.toMatch(/BTN/)
  })

  it('says so when Bandwidth cannot be asked', async () => {
    await frontier()
    await day.fault({ kind: 'drop-before', path: '/bulkPortins|/portins', times: 10_000 })
    await day.choose('porter', 'Refresh')
    expect((await onTop()).text).toMatch(/Bandwidth isn’t answering/)
  })
})
