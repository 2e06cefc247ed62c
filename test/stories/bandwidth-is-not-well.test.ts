import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { some } from '../fixtures/extent.ts'
import {
  ACME,
  ACME_NUMBERS,
  agreed,
  askedToSubmit,
  attach,
  callsOf,
  draft,
  endStory,
  orderId,
} from './order-on-the-way.ts'
import { pdf, startDay, wordsOf, type PracticeDay, type Who } from './practice-day.ts'
import {
  cardOf,
  clearFaults,
  lastAnnounced,
  messages,
  statusAtBandwidth,
  announced,
  tollFreeDraft,
  wait,
} from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

/** Of each is known whether the write was done. */
const TROUBLES = {
  'answers 503': { fault: { kind: 'status', status: 503 }, done: false },
  'answers 500 with a page': {
    fault: { kind: 'status', status: 500, body: '<html>oops' },
    done: false,
  },
  'hangs up before': { fault: { kind: 'drop-before' }, done: false },
  'hangs up after': { fault: { kind: 'drop-after' }, done: true },
  'sends no XML': { fault: { kind: 'garbage' }, done: true },
  'stops in the middle': { fault: { kind: 'truncate' }, done: true },
  'refuses the credentials': { fault: { kind: 'status', status: 401, times: 2 }, done: false },
  'lacks a role': { fault: { kind: 'status', status: 403 }, done: false },
} as const
type Trouble = keyof typeof TROUBLES
const TRIED = some(Object.keys(TROUBLES) as Trouble[], 2)

/** What one person hears of an operation, in messages that are new or changed and in the form on top. */
async function hears(as: Who, operation: () => Promise<unknown>): Promise<string> {
  const before = new Set((await messages(day, as)).map((one) => `${one.ts} ${wordsOf(one)}`))
  await operation()
  const heard = (await messages(day, as)).filter((one) => !before.has(`${one.ts} ${wordsOf(one)}`))
  return [...heard.map(wordsOf), (await day.modal(as))?.text ?? ''].join('\n')
}

function expectClear(heard: string, trouble: string, says = /Bandwidth/): void {
  expect(heard, trouble).toMatch(says)
  expect(heard, trouble).not.toMatch(/\(reference |undefined|\[object|NaN|<html|OutcomeUnknown/)
}

async function puts(): Promise<number> {
  return callsOf(day, 'PUT', new RegExp(`/portins/${await orderId(day)}$`)).length
}

describe('Bandwidth, while something is written,', () => {
  it('may fail in any way at an edit: what was typed is there or can be sent again', async () => {
    day.causes(/#1001 business name: Acme Dental [A-J] → /)
    await draft(day)
    const id = await orderId(day)
    for (const [index, trouble] of TRIED.entries()) {
      const name = `Acme Dental ${'ABCDEFGHIJ'[index] ?? ''}`
      const before = await puts()
      await day.fault({ ...TROUBLES[trouble].fault, method: 'PUT', path: `/portins/${id}$` })
      await day.command('porter', 'edit 1001')
      const heard = await hears('porter', () => day.submit('porter', { 'Business name': name }))
      expectClear(heard, trouble)
      await clearFaults(day)
      const renewed = trouble === 'refuses the credentials' ? 1 : 0
      expect((await puts()) - before, trouble).toBe(1 + renewed)
      await day.turn({ advance: 'PT1M' })
      const card = wordsOf(await cardOf(day))
      expect(card.includes(`*#1001 · ${name}*`), `${trouble}: ${card}`).toBe(TROUBLES[trouble].done)
      const claimed = heard.includes('changed #1001') || heard.includes('#1001 is changed')
      expect(claimed, `${trouble}: ${heard}`).toBe(TROUBLES[trouble].done)
      if (TROUBLES[trouble].done) continue
      // Whether it comes back in the form or is said: sending the same again works.
      await day.command('porter', 'edit 1001')
      await day.submit('porter', { 'Business name': name })
      expect(wordsOf(await cardOf(day)), trouble).toContain(`*#1001 · ${name}*`)
    }
  })

  it('may fail in any way at a keep: it is called kept only when it is seen', async () => {
    await draft(day)
    const id = await orderId(day)
    await day.turn({ now: '2026-12-03T03:00:00Z' })
    for (const trouble of TRIED) {
      // Something for the practice Bandwidth to move: its dates have whole seconds.
      await day.turn({ advance: 'PT5S' })
      const keptBefore = (await announced(day, /extended draft #1001/)).length
      await day.fault({ ...TROUBLES[trouble].fault, method: 'PUT', path: `/portins/${id}$` })
      const heard = await hears('porter', () => day.click('porter', 'Keep draft 2 days'))
      await clearFaults(day)
      expectClear(heard, trouble)
      const kept = (await announced(day, /extended draft #1001/)).length - keptBefore
      expect(kept, `${trouble}: ${heard}`).toBe(TROUBLES[trouble].done ? 1 : 0)
      // Kept, it is offered again when the next removal comes near.
      if (TROUBLES[trouble].done) await day.turn({ advance: 'P2D' })
    }
  })

  it('may fail in any way at a delete: it is called deleted only when it is gone', async () => {
    for (const [index, trouble] of TRIED.entries()) {
      const number = 1001 + index
      await day.command('porter', `new ${ACME_NUMBERS}`)
      await day.submit('porter', { ...ACME, 'Business name': `Acme ${number}` })
      const id = await orderId(day)
      await day.command('porter2', `cancel ${number}`)
      await day.fault({ ...TROUBLES[trouble].fault, method: 'DELETE', path: `/portins/${id}$` })
      const heard = await hears('porter2', () =>
        day.click(
          'porter2',
          'Delete draft',
          new RegExp(`#${number}.* Deleting it needs no approval`, 's'),
        ),
      )
      await clearFaults(day)
      expectClear(heard, trouble)
      const deleted = await announced(day, new RegExp(`deleted draft #${number}`))
      expect(deleted, `${trouble}: ${heard}`).toHaveLength(TROUBLES[trouble].done ? 1 : 0)
      if (TROUBLES[trouble].done) continue
      expect(await day.orders()).toHaveLength(1)
      await day.click(
        'porter2',
        'Delete draft',
        new RegExp(`#${number}.* Deleting it needs no approval`, 's'),
      )
      expect(await day.orders(), trouble).toEqual([])
    }
  })

  const CANCELLING = ['answers 503', 'hangs up before', 'hangs up after', 'lacks a role'] as const
  it.each(some(CANCELLING, 2))(
    '(it %s) does not make a cancel more than it is',
    async (trouble) => {
      await agreed(day)
      const id = await orderId(day)
      await day.command('porter', 'cancel 1001')
      await day.fault({ ...TROUBLES[trouble].fault, method: 'DELETE', path: `/portins/${id}$` })
      const heard = await hears('approver', () =>
        day.click('approver', 'Approve', /[Cc]ancel #1001/),
      )
      await clearFaults(day)
      const { done } = TROUBLES[trouble]
      expectClear(heard, trouble, done ? /Cancel requested at .* until the losing/ : /Bandwidth/)
      await day.turn({ advance: 'PT1M' })
      expect(await statusAtBandwidth(day)).toBe(done ? 'REQUESTED_CANCEL' : 'FOC')
      expect(await announced(day, /is canceled/)).toEqual([])
      expect(
        (await announced(day, /Cancel requested for #1001|Cancel requested at/)).length > 0,
      ).toBe(done)
    },
  )

  it('may fail in any way at another check of toll-free numbers: it can be asked for again', async () => {
    await tollFreeDraft(day, '800-555-0100 844-555-0100')
    const id = await orderId(day)
    for (const trouble of TRIED.filter((one) => !TROUBLES[one].done)) {
      await day.fault({ ...TROUBLES[trouble].fault, method: 'PUT', path: `/portins/${id}$` })
      const heard = await hears('porter', () =>
        day.click('porter', 'Remove 1 number', /failed the check/),
      )
      await clearFaults(day)
      expectClear(heard, trouble)
      expect(await statusAtBandwidth(day), trouble).toBe('INVALID_DRAFT_TFNS')
      // Not to be said of numbers that are still in the order.
      expect(heard, trouble).not.toMatch(/Removed from #1001/)
    }
    await day.click('porter', 'Remove 1 number', /failed the check/)
    await wait(day)
    expect(await statusAtBandwidth(day)).toBe('VALID_DRAFT_TFNS')
  })

  it.each(some(['refuses the credentials', 'lacks a role'] as const, 1))(
    '(it %s) leaves a submission to be approved, or asked for, again',
    async (trouble) => {
      await askedToSubmit(day)
      const id = await orderId(day)
      await day.fault({ ...TROUBLES[trouble].fault, method: 'PUT', path: `/portins/${id}$` })
      const heard = await hears('approver', () =>
        day.click('approver', 'Approve', /[Ss]ubmit #1001/),
      )
      await clearFaults(day)
      expectClear(heard, trouble)
      expect(await statusAtBandwidth(day)).toBe('DRAFT')
      const open = (await announced(day, /[Ss]ubmit #1001/, { as: 'approver' })).some((words) =>
        words.includes('[Approve and submit]'),
      )
      if (!open) await day.command('porter', 'submit 1001')
      await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
      expect(await statusAtBandwidth(day)).not.toBe('DRAFT')
    },
  )

  it.each(some(['refuses the credentials', 'lacks a role'] as const, 1))(
    '(it %s) makes no draft, and the form keeps what was typed',
    async (trouble) => {
      await day.command('porter', `new ${ACME_NUMBERS}`)
      await day.fault({ ...TROUBLES[trouble].fault, method: 'POST', path: '/portins$' })
      const heard = await hears('porter', () => day.submit('porter', ACME))
      await clearFaults(day)
      expectClear(heard, trouble)
      expect(await day.orders()).toEqual([])
      expect(heard).toContain('Business name: Acme Dental')
      await day.submit('porter', {})
      expect(await day.orders()).toHaveLength(1)
    },
  )

  it.each(some(['refuses the credentials', 'lacks a role', 'answers 503'] as const, 1))(
    '(it %s) leaves an LOA where it can be attached again',
    async (trouble) => {
      const card = await draft(day)
      await day.say('porter', 'the letter', { thread: card.ts, files: [pdf('loa.pdf')] })
      await day.fault({ ...TROUBLES[trouble].fault, method: 'POST', path: '/loas$' })
      const heard = await hears('porter2', () => day.click('porter2', 'Attach as LOA', /loa\.pdf/))
      await clearFaults(day)
      expectClear(heard, trouble)
      for (let look = 0; look < 4; look += 1) await day.turn({ advance: 'PT70S' })
      await day.click('porter2', 'Attach as LOA', /loa\.pdf/)
      await lastAnnounced(day, /loa\.pdf\* is attached to #1001 .*LOA/)
    },
  )
})

describe('Bandwidth, while it cannot be reached at all,', () => {
  const commands = [
    'edit 1001',
    'submit 1001',
    'activate 1001',
    'cancel 1001',
    'status 1001',
    'find 919-555-0199',
    'check 919-555-0100',
    'note 1001 hello',
  ]

  // The credentials fail at once; a line that is cut is tried again for a second.
  it('is said so in answer to every command, and all of it is there afterwards', async () => {
    const card = await draft(day)
    await attach(day, card)
    await day.fault({ kind: 'status', status: 401, path: '.*', times: 10_000 })
    for (const command of commands) {
      const heard = await hears('porter', () => day.command('porter', command))
      expect(heard, command).not.toMatch(/\(reference /)
      expect(heard, command).toMatch(/Bandwidth|Acme Dental/)
    }
    const list = await hears('porter', () => day.command('porter', 'list'))
    expect(list).toContain('#1001')
    await day.turn({ advance: 'PT30M' })
    expect(await announced(day, /was deleted in Bandwidth|deleted draft/)).toEqual([])

    await clearFaults(day)
    await day.turn({ advance: 'PT2M' })
    await day.command('porter', 'submit 1001')
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    expect(await statusAtBandwidth(day)).not.toBe('DRAFT')
  })

  it('keeps an approval for later, because nothing was sent', async () => {
    await askedToSubmit(day)
    await day.fault({ kind: 'drop-before', path: '/accounts/', times: 10_000 })
    const heard = await hears('approver', () => day.click('approver', 'Approve', /[Ss]ubmit #1001/))
    expect(heard).toMatch(/can’t be reached/)
    await clearFaults(day)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    expect(await statusAtBandwidth(day)).not.toBe('DRAFT')
  })

  it('opens a form all the same, in which the site can be typed', async () => {
    await day.fault({ kind: 'status', status: 401, path: '.*', times: 10_000 })
    await day.command('porter', `new ${ACME_NUMBERS}`)
    expect((await day.modal('porter'))?.text).toContain(`Numbers: ${ACME_NUMBERS}`)
    await clearFaults(day)
    const { Site, 'Requested FOC': day_, ...typed } = ACME
    await day.submit('porter', { ...typed, Site, 'Requested FOC': day_ })
    expect(await day.orders()).toHaveLength(1)
  })

  it('and says "too many calls" once, is waited for and not noticed', async () => {
    await draft(day)
    await day.fault({ kind: 'status', status: 429, method: 'POST', path: '/notes$' })
    await day.command('porter', 'note 1001 hello')
    await lastAnnounced(day, /Your note is on #1001/)
    expect(callsOf(day, 'POST', /\/notes$/)).toHaveLength(2)
  })
})

describe('a look that Bandwidth spoils', () => {
  it.each(some(['truncate', 'drop-before'], 1))(
    '(%s) changes nothing that is known, and the next one tells',
    async (kind) => {
      await agreed(day)
      const id = await orderId(day)
      const before = wordsOf(await cardOf(day))
      await day.carrier('complete', id)
      await day.fault({ kind, method: 'GET', path: `/portins/${id}`, times: 3 })
      await day.command('porter', 'status 1001')
      expect(await lastAnnounced(day, /can’t (be reached|read)/)).toContain(
        'This is from my last check.',
      )
      expect(wordsOf(await cardOf(day))).toBe(before)
      await day.turn({ advance: 'PT10M' })
      expect(await announced(day, /:tada:/)).toHaveLength(1)
    },
  )

  it('with a status nobody has heard of is shown as it is, and said to be unknown', async () => {
    await draft(day)
    const id = await orderId(day)
    await day.fault({
      kind: 'status',
      method: 'GET',
      path: `/portins/${id}$`,
      status: 200,
      body: `<LnpOrderResponse><ProcessingStatus>PARTIALLY_TELEPORTED</ProcessingStatus><ListOfPhoneNumbers><PhoneNumber>9195550100</PhoneNumber></ListOfPhoneNumbers></LnpOrderResponse>`,
    })
    await day.command('porter', 'status 1001')
    expect(await lastAnnounced(day, /PARTIALLY_TELEPORTED/)).toBeTruthy()
  })
})
