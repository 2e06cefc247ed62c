import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { some } from '../fixtures/extent.ts'
import { BULK, fileOf } from './bulk-on-the-way.ts'
import {
  buttonsIn,
  pdf,
  primaryIn,
  startDay,
  wordsOf,
  type PracticeDay,
  type Seen,
} from './practice-day.ts'
import { callsOf, elsewhere } from './order-on-the-way.ts'
import { announced } from './toll-free-on-the-way.ts'

const ACCOUNT_NUMBER = 'ACCT-5R2210'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(async () => {
  await day.close()
})

/** `#1001`, split into `#1002` of Sonic, `#1003` toll-free and `#1004` of Frontier. @returns its card. */
async function split() {
  await day.command('porter', 'bulk 919-555-0100..0109 252-555-0100..0104 800-555-0199')
  expect((await day.submit('porter', BULK)).errors).toBeUndefined()
  for (let turns = 0; turns < 5; turns += 1) await day.turn({ advance: 'PT30S' })
  return day.until('porter', /#1001 · Acme Corp \(bulk\).*16 numbers .* in 3 orders/s)
}

/** The table filled in and the letters dropped: everything that each order needs. */
async function filled(given?: Seen) {
  const card = given ?? (await split())
  const table = `order,BTN,account number\n#1002,252-555-0100,${ACCOUNT_NUMBER}\n#1004,919-555-0100,\n`
  await day.say('porter', 'filled in', {
    thread: card.ts,
    files: [
      {
        name: 'orders.csv',
        mimetype: 'text/csv',
        base64: Buffer.from(table).toString('base64'),
      },
      pdf('loa #1003.pdf', 'one'),
      pdf('loa 252-555-0101.pdf', 'two'),
      pdf('letter.pdf', 'three'),
    ],
  })
  await day.click('porter', 'Change 2 orders', /orders\.csv changes 2 orders/)
  await day.click('porter', 'Attach 2 LOAs', /3 files for its orders/)
  await day.click('porter', 'Choose orders…', /Which order is this for\?.*letter\.pdf/s)
  await day.submit('porter', {
    'letter.pdf': '#1004 Frontier Rochester, 919-555-0100 to 0109 (10 numbers)',
  })
  await day.click('porter', 'Attach 1 LOA', /1 file for its orders/)
  await day.turn({ advance: 'PT1M' })
  return day.until('porter', /ready to submit\. Request approval/)
}

/** Bandwidth's id of the order that holds a number. */
function childWith(tn: string): string {
  const { control } = day.practice.bandwidth
  return control.orders().find(({ tns }) => tns.includes(tn))?.id ?? ''
}

describe('many numbers of many carriers, in one bulk order', () => {
  it('are split, filled in from one table, given their LOAs, approved once, and followed to the end', async () => {
    const before = await split()
    // Nobody is kept from asking, and nobody is told to.
    expect(buttonsIn(before)).toContain('More…')
    expect(primaryIn(before)).toEqual(['View orders'])
    const card = await filled(before)
    expect(primaryIn(card)).toEqual(['Request approval'])
    const all = (await day.sees('porter')).map(wordsOf).join('\n')
    expect(all).toContain('account number: none to hidden')
    expect(all).not.toContain(ACCOUNT_NUMBER)

    await day.click('porter', 'Request approval', /#1001/)
    const request = await day.until('approver', /[Ss]ubmit #1001 · Acme Corp \(bulk\)\?/)
    expect(wordsOf(request)).toMatch(/16 numbers .*in 3 orders leave their carriers/)
    expect(wordsOf(request)).toMatch(/#1002.*Sonic.*5 numbers/)
    expect((await day.orders()).every(({ status }) => /DRAFT/.test(status))).toBe(true)

    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await day.until('porter', /Submitted: #1001[^]*since .* with its 3 orders/)
    for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT1M' })
    await day.until('porter', /#1001 · Acme Corp \(bulk\):\* 3 submitted/)
    expect((await day.orders()).map(({ status }) => status)).toEqual([
      'SUBMITTED',
      'SUBMITTED',
      'SUBMITTED',
    ])
  })

  it('tell of each order only what needs somebody, and the rest together', async () => {
    await filled()
    await day.click('porter', 'Request approval', /#1001/)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT1M' })

    await day.carrier('reject', childWith('2525550100'))
    for (let turns = 0; turns < 3; turns += 1) await day.turn({ advance: 'PT5M' })
    await day.until('porter', /#1002 · Acme Corp was rejected by Sonic/)
    const card = await day.until('porter', /#1001 · Acme Corp \(bulk\)\* · .*#1002 .*was rejected/s)
    expect(wordsOf(card)).toMatch(/#1002.*Sonic/)
    const ownCards = (await day.sees('porter')).filter((seen) =>
      /^\*#100[34] · Acme Corp\*/.test(wordsOf(seen)),
    )
    expect(ownCards).toEqual([])
  })

  it('are shown order by order only to who asks', async () => {
    await split()
    await day.click('porter', 'View orders', /#1001/)
    const breakdown = await day.modal('porter')
    expect(breakdown?.title).toBe('Orders of #1001')
    expect(breakdown?.text).toMatch(/#1002.*Sonic.*5 numbers/)
    expect(breakdown?.text).toMatch(/Add the BTN/)
    await day.command('porter', 'list')
    const list = await day.until('porter', /Open orders: 1\*/)
    expect(wordsOf(list)).toMatch(/#1001 · Acme Corp \(bulk\)/)
  })
})

describe('a request about a bulk order', () => {
  it('dies by a change in any of its orders, which is named', async () => {
    await filled()
    await day.click('porter', 'Request approval', /#1001/)
    await day.until('approver', /[Ss]ubmit #1001 · Acme Corp \(bulk\)\?/)
    await day.command('porter2', 'edit 1004')
    await day.submit('porter2', { 'Signer (authorizing person)': 'K Lopez' })
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/).catch(() => undefined)
    await day.until('porter', /#1001 .*is no longer valid.*#1004.*K Lopez/s)
    expect((await day.orders()).every(({ status }) => /DRAFT/.test(status))).toBe(true)
  })

  it('is made of nobody who asked or changed it', async () => {
    await filled()
    await day.click('porter', 'Request approval', /#1001/)
    await day.click('porter', 'Approve', /[Ss]ubmit #1001/)
    await day.until('porter', /Only approvers|another approver/)
    expect((await day.orders()).every(({ status }) => /DRAFT/.test(status))).toBe(true)
  })
})

describe('numbers that cannot go', () => {
  it('are named in a file, taken out with one press, and the rest is split', async () => {
    await day.command('porter', 'bulk 919-555-0100..0109 910-648-0001 712-843-0001')
    await day.submit('porter', BULK)
    for (let turns = 0; turns < 4; turns += 1) await day.turn({ advance: 'PT5S' })
    await day.until('porter', /2 numbers can’t port/)
    expect(await fileOf(day, /^cannot-go-1001-\d+\.csv$/)).toMatch(
      /^\ufeff?number,why it can’t be ported,what helps,code\r\n(\d{3}-\d{3}-0001,[^\r]+,7\d{3}\r\n){2}$/,
    )
    await day.click('porter', 'Remove 2 numbers', /#1001/)
    for (let turns = 0; turns < 4; turns += 1) await day.turn({ advance: 'PT5S' })
    await day.until('porter', /#1001 · Acme Corp \(bulk\).*10 numbers in 1 order\b/s)
  })
})

describe('what all orders share', () => {
  it('is changed for all at once, after what it would overwrite was shown', async () => {
    await split()
    await day.command('porter', 'edit 1004')
    await day.submit('porter', { City: 'Durham' })
    await day.click('porter', 'Edit shared details', /#1001/)
    await day.submit('porter', { City: 'Cary' })
    const shown = await day.modal('porter')
    expect(shown?.title).toBe('This overwrites')
    expect(shown?.text).toMatch(/overwrites details in 1 order of #1001/)
    expect(shown?.text).toMatch(/\*#1004\*\ncity: Durham to Cary/)
    await day.submit('porter', {})
    await day.until('porter', /changed the shared details of #1001 .*: .*city/)
    await day.command('porter', 'status 1004')
    await day.until('porter', /Service address\*.*Cary/)
  })

  it('overwrites nothing that was not shown: what was typed elsewhere since is shown first', async () => {
    await split()
    const body = '<LnpOrderSupp><LoaAuthorizingPerson>K Lopez</LoaAuthorizingPerson></LnpOrderSupp>'
    const type = 'application/xml'
    await elsewhere(day, 'PUT', `/portins/${childWith('2525550100')}`, { type, body })
    await day.click('porter', 'Edit shared details', /#1001/)
    await day.submit('porter', { 'Signer (authorizing person)': 'A Stone' })
    const first = await day.modal('porter')
    expect(first?.text).toContain('signer: K Lopez to A Stone')
    await day.command('porter2', 'edit 1004')
    await day.submit('porter2', { 'Signer (authorizing person)': 'B Gray' })
    await day.submit('porter', {})
    const second = await day.modal('porter')
    expect(second?.title).toBe('This overwrites')
    expect(second?.text).toMatch(/K Lopez to A Stone.*B Gray to A Stone/s)
    expect(callsOf(day, 'PATCH', /bulkPortins/)).toEqual([])
    await day.submit('porter', {})
    await day.until('porter', /changed the shared details of #1001 .*:/)
    expect(callsOf(day, 'PATCH', /bulkPortins/)).toHaveLength(1)
  })
})

describe('a bulk draft', () => {
  it('is kept through a value that all of its orders share, and says until when', async () => {
    await split()
    await day.turn({ now: '2026-12-02T15:00:00Z' })
    await day.click('porter', 'Keep draft 2 days', /#1001/)
    await day.until('porter', /extended draft #1001 .*Bandwidth now deletes it/)
  })

  it('that Bandwidth removed is recreated with what its orders had', async () => {
    await filled()
    await day.turn({ now: '2026-12-03T12:00:00Z' })
    await day.until('porter', /Bandwidth deleted bulk draft #1001/)
    await day.click('porter', 'Recreate draft', /#1001/)
    for (let turns = 0; turns < 6; turns += 1) await day.turn({ advance: 'PT30S' })
    await day.until('porter', /Order details of #1001 .* are back/)
    await day.command('porter', 'status 1002')
    await day.until('porter', /BTN\* 252-555-0100/)
  })

  it.each(some(['drop-before', 'drop-after'], 1))(
    'that is recreated says of no order that it has its own back before that is seen (%s)',
    async (kind) => {
      await filled()
      await day.turn({ now: '2026-12-03T12:00:00Z' })
      await day.click('porter', 'Recreate draft', /#1001/)
      await day.fault({ kind, method: 'PUT', path: '/portins/[^/]+$', times: 3 })
      for (let turns = 0; turns < 6; turns += 1) await day.turn({ advance: 'PT30S' })
      const [said = ''] = await announced(day, /Order details of #1001 .* are back/)
      if (kind === 'drop-after') expect(said).not.toContain('none of its orders')
      else expect(said).toMatch(/none of its orders.*#1002: no answer/s)
      if (kind === 'drop-before') day.causes(/BTN: \d{10} → nothing/)
    },
  )

  it('that is recreated loses nothing of its orders when Bandwidth does not let us in meanwhile', async () => {
    await filled()
    await day.turn({ now: '2026-12-03T12:00:00Z' })
    await day.click('porter', 'Recreate draft', /#1001/)
    const path = '/portins/[^/]+$'
    await day.fault({ kind: 'status', status: 401, method: 'PUT', path, times: 2 })
    for (let turns = 0; turns < 8; turns += 1) await day.turn({ advance: 'PT30S' })
    const said = (await announced(day, /Order details of #1001 .* are back/)).join()
    expect(said).not.toMatch(/#100\d: /)
    await day.command('porter', 'status 1002')
    await day.until('porter', /BTN\* 252-555-0100/)
    await day.command('porter', 'status 1004')
    await day.until('porter', /BTN\* 919-555-0100/)
  })

  it('takes its draft orders with it when it is deleted', async () => {
    await split()
    await day.click('porter', 'Delete draft', /#1001/)
    await day.until('porter', /deleted bulk draft #1001 .* with 3 draft orders/)
    expect(await day.orders()).toEqual([])
  })

  it('goes on being checked after a restart in the middle', async () => {
    await day.command('porter', 'bulk 919-555-0100..0109 800-555-0199')
    await day.submit('porter', BULK)
    await day.turn({ advance: 'PT5S' })
    await day.restart({ advance: 'PT2M' })
    for (let turns = 0; turns < 6; turns += 1) await day.turn({ advance: 'PT15S' })
    await day.until('porter', /#1001 · .* is split: 11 numbers in 2 orders/)
  })
})
