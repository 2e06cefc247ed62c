import { afterEach, beforeEach, expect, it } from 'vitest'
import { ALL, BAD, LOCAL } from '../fixtures/migration.ts'
import {
  breakdownOf,
  bulkCardOf,
  childWith,
  csv,
  fileOf,
  passCheck,
  sendBulkForm,
  type ChildLine,
} from './bulk-on-the-way.ts'
import { ACCOUNT_NUMBER, PIN, activationsOf, callsOf, endStory } from './order-on-the-way.ts'
import { isActivation, killedIn, mortalDays } from './mortal-day.ts'
import { pdf, wordsOf, type PracticeDay } from './practice-day.ts'
import { cardOf, announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
const days = mortalDays()
beforeEach(async () => {
  day = await days.start({ PORTIN_TOLL_FREE_ACTIVATION: 'yes' })
})
afterEach(() => endStory(day))

/** Of a local child, by the carrier it leaves. */
function btnOf({ from }: ChildLine): string {
  const [, prefix] = Object.entries(LOCAL).find(([carrier]) => from.startsWith(carrier)) ?? []
  return `${prefix ?? ''}-0100`
}

it('312 mixed numbers go out as one, land on the day of the slowest, one is rejected, and those approved ahead go live once', async () => {
  await sendBulkForm(day, ALL)
  expect(wordsOf(await bulkCardOf(day))).toMatch(/Checking 312 numbers.* minute/)
  await passCheck(day, 100)

  // Eight cannot go: each is named with its reason, for the customer, and nothing else is.
  expect(wordsOf(await bulkCardOf(day))).toContain('8 numbers can’t port')
  const refused = await fileOf(day, /^cannot-go-1001/)
  const [, ...lines] = refused.trim().split('\n')
  expect(lines.map((line) => line.slice(0, 12)).toSorted()).toEqual([...BAD].toSorted())
  for (const line of lines) expect(line).toMatch(/^[\d-]{12},.{10}/)
  await day.click('porter', 'Remove 8 numbers', /8 numbers can’t port/)
  await passCheck(day, 120)

  // Every number is in exactly one order, at Bandwidth and for people, and none is left over.
  const atBandwidth = day.practice.bandwidth.control.orders().flatMap(({ tns }) => tns)
  expect(atBandwidth).toHaveLength(304)
  expect(new Set(atBandwidth).size).toBe(304)
  for (const tn of BAD) expect(atBandwidth).not.toContain(tn.replaceAll('-', ''))
  const card = await bulkCardOf(day)
  expect(wordsOf(card)).toContain('304 numbers (94 toll-free) in 8 orders')
  const local = (await breakdownOf(day)).filter(({ from }) => !/RespOrg|toll-free/.test(from))
  expect(local.map(({ count }) => count)).toEqual([42, 42, 42, 42, 42])

  // The facts of the local orders and all letters in one go.
  const rows = local.map((child) => `#${child.number},${btnOf(child)},${ACCOUNT_NUMBER},${PIN}`)
  await day.say('porter', 'from the customer', {
    thread: card.ts,
    files: [
      csv(['order,BTN,account number,PIN', ...rows].join('\n')),
      pdf('Frontier Rochester.pdf'),
      pdf('LOA_Windstream.pdf'),
      pdf('tmobile.pdf'),
      pdf('spectrum letter.pdf'),
      pdf('7205550101.pdf'),
      pdf('800-555-0100 loa.pdf'),
      pdf('scan 800.556.0133.pdf'),
    ],
  })
  const matched = wordsOf(await day.until('porter', /7 files for its orders/))
  const orderIn = (file: string) => new RegExp(`• ${file} for \\*#(\\d+)\\*`).exec(matched)?.[1]
  const numberOf = (carrier: string) =>
    String(local.find(({ from }) => from.startsWith(carrier))?.number)
  expect(orderIn('Frontier Rochester.pdf')).toBe(numberOf('Frontier'))
  expect(orderIn('LOA_Windstream.pdf')).toBe(numberOf('Windstream'))
  expect(orderIn('tmobile.pdf')).toBe(numberOf('T-Mobile'))
  expect(orderIn('spectrum letter.pdf')).toBe(numberOf('Spectrum'))
  expect(orderIn('7205550101.pdf')).toBe(numberOf('Lumen'))
  expect(orderIn('800-555-0100 loa.pdf')).not.toBe(orderIn('scan 800.556.0133.pdf'))
  expect(callsOf(day, 'POST', /\/loas/)).toEqual([])
  await day.click('porter', 'Change 5 orders')
  await day.click('porter', 'Attach 7 LOAs')
  expect(callsOf(day, 'POST', /\/loas/)).toHaveLength(7)
  expect(wordsOf(await bulkCardOf(day))).toContain('ready')

  // What names itself an invoice is one, though it bears a carrier's name.
  await day.say('porter', 'their bill', { thread: card.ts, files: [pdf('invoice Frontier.pdf')] })
  await day.until('porter', /• invoice Frontier\.pdf as invoice for \*#\d+\*/)
  await day.click('porter', 'Attach 1 file')
  expect(callsOf(day, 'POST', /\/loas/).at(-1)?.path).toContain('documentType=INVOICE')

  // The request says how many orders there are and how many numbers in all.
  await day.click('porter', 'Request approval', /^\*#1001/)
  const asked = wordsOf(await day.until('approver', /[Ss]ubmit #1001 .*\?/s))
  expect(asked).toMatch(/304 numbers .*in 8 orders/)
  expect(asked).toMatch(/and \d+ more orders/)
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
  await day.turn({ advance: 'PT2M' })
  expect(await announced(day, /\(bulk\):\* 8 submitted/)).toHaveLength(1)

  // Windstream is the slowest: Bandwidth moves all to its day, and the card says whose it is.
  const agree = (prefix: string, date: string) =>
    day.carrier('foc', childWith(day, `${prefix}-0100`).id, { date })
  const soon = [LOCAL.Frontier, LOCAL['T-Mobile'], LOCAL.Lumen, '800-555', '833-555']
  for (const prefix of soon) await agree(prefix, '2026-12-11')
  await day.turn({ advance: 'PT15M' })
  await agree(LOCAL.Windstream, '2026-12-15')
  for (let minute = 0; minute < 10; minute += 5) await day.turn({ advance: 'PT5M' })
  expect(wordsOf(await bulkCardOf(day))).toContain(
    `*Common date* Tue, Dec 15, set by #${numberOf('Windstream')}`,
  )
  const earlier = `Without #${numberOf('Windstream')}, the others with an FOC date could port *Fri, Dec 11*`
  expect(wordsOf(await bulkCardOf(day))).toContain(earlier)
  await day.restart()
  await day.click('porter', 'View orders', /^\*#1001/)
  expect((await day.modal('porter'))?.text).toContain(earlier)
  const agreedOn = day.practice.bandwidth.control.orders().filter(({ status }) => status === 'FOC')
  expect(agreedOn).toHaveLength(7)

  // One is rejected: it gets a card, a thread and an alert of its own; the others were told as one.
  expect(await announced(day, /^\*#10(0[2-9]) · /)).toEqual([])
  await day.carrier('reject', childWith(day, '800-556-0100').id)
  for (let minute = 0; minute < 10; minute += 5) await day.turn({ advance: 'PT5M' })
  const rejected = Number(orderIn('scan 800.556.0133.pdf'))
  const own = await cardOf(day, rejected)
  expect(wordsOf(own)).toContain('rejected')
  const [alert = '', ...more] = await announced(day, new RegExp(`#${rejected} .* was rejected by`))
  expect(more).toEqual([])
  expect(alert).toContain('<@U0DANA>')
  const whole = wordsOf(await bulkCardOf(day))
  expect(whole).toContain('*Orders* 8: 7 FOC, 1 rejected')
  expect(whole).toContain('(7402)')
  expect(whole).not.toContain('not checked yet')
  const alone = (await announced(day, /^\*#\d+ · /)).map((words) => words.slice(0, 6))
  expect(new Set(alone)).toEqual(new Set(['*#1001', `*#${rejected}`]))
  const days = await announced(day, /^:calendar: \*#1001 · Acme Corp \(bulk\): /)
  expect(days.length).toBeLessThanOrEqual(2)
  expect(days.at(-1)).toMatch(/FOC .* \d+ numbers .*Dec 15.*Dec 11\) <@U0DANA>/)
  expect(days.at(-1)).toContain(`#${numberOf('Windstream')} (Windstream`)
  expect(days.at(-1)).toContain(`#${rejected}, 41 toll-free numbers: rejected`)
  // The slowest goes its own way: nobody needs its day any more, and Bandwidth brings nobody forward.
  await day.command('porter', 'bulk 1001')
  await day.choose('porter', 'breakdown-filter', undefined, 'All orders (8)')
  await day.choose('porter', 'Detach from #1001', `child-${numberOf('Windstream')}`)
  await day.submit('porter', {})
  await day.turn({ advance: 'PT5M' })
  const rest = wordsOf(await bulkCardOf(day))
  expect(rest).toContain('*Common date* Tue, Dec 15')
  expect(rest).toContain('could port *Fri, Dec 11*')
  await activatedOnTheDay()
}, 240_000)

const TOGETHER = /re-approved: activate|#1001.*\d of \d orders? (live|begun)/

/** The toll-free orders with a date: approved before their hours, chosen from the list, with a kill and a skip. */
async function activatedOnTheDay(): Promise<void> {
  const tollFree = ['800-555-0100', '833-555-0100'].map((tn) => childWith(day, tn))
  await day.turn({ now: '2026-12-15T08:00:00Z' })
  const PRE_APPROVE = 'Pre-approve for Tue, Dec 15'
  await day.click('porter', PRE_APPROVE, /^\*#1001/)
  await day.until('porter', /Only approvers can do this/)
  await Promise.all([
    day.click('approver', PRE_APPROVE, /^\*#1001/),
    day.click('approver', PRE_APPROVE, /^\*#1001/),
  ])
  const approved = await announced(day, /Pre-approved: activate 2 orders of #1001/)
  expect(approved).toHaveLength(1)
  expect(approved[0]).toMatch(/53 numbers.*Tue, Dec 15, .* ET.*RespOrg JYT02 /s)
  expect(wordsOf(await bulkCardOf(day))).not.toContain(PRE_APPROVE)
  await day.command('porter', 'activate 1001')
  await day.until('porter', /None of these .* activated now/)
  expect(activationsOf(day)).toEqual([])

  await day.turn({ now: '2026-12-15T15:00:00Z' })
  await day.fault({ kind: 'silent-skip', method: 'PUT', path: '/activationStatus$', times: 1 })
  await day.click('porter', 'Choose orders to activate', /^\*#1001/)
  const choices = [...(approved[0] ?? '').matchAll(/(#\d+) · ([^·]+) · ([^·]+ numbers\))/g)].map(
    ([, number, from, numbers]) => `Pre-approved: ${number} ${from}, ${numbers}`,
  )
  expect(choices).toHaveLength(2)
  await killedIn(day, await days.bot(), {
    press: () => day.submit('porter', { Orders: choices }),
    isAt: isActivation,
  })
  expect(activationsOf(day)).toHaveLength(1)
  await day.until('porter', /#1001.*1 pre-approved, not started/)
  await day.click('porter', 'Activate all', /^\*#1001/)
  await day.turn({ advance: 'PT15M' })
  await day.turn({ advance: 'PT15M' })
  expect(activationsOf(day)).toHaveLength(2)
  expect(
    tollFree
      .map(({ id }) => id)
      .map(statusOf)
      .toSorted(),
  ).toEqual(['COMPLETE', 'FOC'])
  expect((await announced(day, TOGETHER)).join()).toContain('no answer yet')
}

function statusOf(id: string): string | undefined {
  return day.practice.bandwidth.control.orders().find((order) => order.id === id)?.status
}
