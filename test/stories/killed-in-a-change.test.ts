import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  bulkCardOf,
  passCheck,
  readyBulk,
  refusedBulk,
  sendBulkForm,
  splitBulk,
} from './bulk-on-the-way.ts'
import { extent } from '../fixtures/extent.ts'
import { seldom } from '../fixtures/seldom.ts'
import { askedToSubmit, attach, callsOf, draft, orderId, reject } from './order-on-the-way.ts'
import { mortalDays } from './mortal-day.ts'
import { wordsOf, type PracticeDay } from './practice-day.ts'
import {
  cardOf,
  clearFaults,
  lastAnnounced,
  statusAtBandwidth,
  announced,
  tollFreeDraft,
  wait,
} from './toll-free-on-the-way.ts'

const days = mortalDays()
let day: PracticeDay
// The first of them has everything still to load.
beforeEach(async () => {
  day = await days.start()
}, 60_000)
afterEach(() => day.close())

/** What changes an order, and what a bulk order. */
const ORDER = { method: 'PUT', path: '/portins/[^/]+$' }
const BULK = { method: 'PATCH', path: '/bulkPortins/[^/]+$' }
const LIST = { method: 'PUT', path: '/portinList$' }
const DELETE_ORDER = { method: 'DELETE', path: '/portins/[^/]+$' }
const DELETE_BULK = { method: 'DELETE', path: '/bulkPortins/[^/]+$' }

/** Press something; the bot is killed before it hears what came of the nth such call, and begun again. */
async function killedIn(call: typeof ORDER, press: () => Promise<unknown>, nth = 1): Promise<void> {
  const mortal = await days.bot()
  const path = new RegExp(call.path)
  let calls = 0
  const onStart = (message: unknown): void => {
    const { method, url = '' } = (message as { readonly request: IncomingMessage }).request
    if (method === call.method && path.test(url) && ++calls === nth) mortal.kill()
  }
  subscribe('http.server.request.start', onStart)
  try {
    await press()
    await mortal.dead
  } finally {
    unsubscribe('http.server.request.start', onStart)
  }
  await day.restart()
  await day.turn({ advance: 'PT10S' })
}

/** Press something that Bandwidth never hears of, and that is looked for in vain. */
async function lost(call: typeof ORDER, press: () => Promise<unknown>): Promise<void> {
  await day.fault({ ...call, kind: 'drop-before' })
  await press()
  // "It never happened" takes three looks that lie 65 seconds apart.
  for (const advance of ['PT10S', 'PT70S', 'PT70S']) await day.turn({ advance })
}

describe('a bot that is killed while it keeps a draft', () => {
  const keep = (): Promise<unknown> => day.click('porter2', 'Keep draft 2 days', /^\*#1001/)

  seldom('says whether it is kept, by whom and until when', async () => {
    await draft(day)
    await day.turn({ now: '2026-12-03T03:00:00Z' })
    await lost(ORDER, keep)
    expect(await announced(day, /couldn’t extend draft #1001.*<@U0PAT>/)).toHaveLength(1)
    expect(await announced(day, /extended draft #1001/)).toEqual([])
    await killedIn(ORDER, keep)
    expect(await announced(day, /pat.porter extended draft #1001.*Sat, Dec 5/)).toHaveLength(1)
    expect(await announced(day, /couldn’t extend/)).toHaveLength(1)
  })

  seldom('says the same of a bulk draft', async () => {
    await splitBulk(day)
    await day.turn({ now: '2026-12-02T10:00:00Z' })
    await lost(BULK, keep)
    expect(await announced(day, /couldn’t extend (?:draft )?#1001.*<@U0PAT>/)).toHaveLength(1)
    expect(await announced(day, /extended draft #1001/)).toEqual([])
    await killedIn(BULK, keep)
    expect(await announced(day, /pat.porter extended draft #1001 .*Sat, Dec 5/)).toHaveLength(1)
    expect(await announced(day, /couldn’t extend/)).toHaveLength(1)
  })
})

describe('a bot that is killed while it has numbers checked again', () => {
  const again = (words: RegExp) => (): Promise<unknown> =>
    day.click('porter2', 'Recheck numbers', words)

  seldom('says so when no other check shows, and leaves the result to tell the rest', async () => {
    await tollFreeDraft(day, '844-562-0100')
    await day.turn({ advance: 'PT5M' })
    await lost(ORDER, again(/failed the check/))
    const [never = '', ...more] = await announced(day, /#1001.* recheck didn’t start/)
    expect(more).toEqual([])
    expect(never).toMatch(/<@U0PAT>[^]*\[Recheck numbers\]/)
    await killedIn(ORDER, again(/recheck didn’t start/))
    expect(await announced(day, /passed the number check/)).toHaveLength(1)
    expect(await announced(day, /recheck didn’t start/)).toHaveLength(1)
  })

  seldom('says the same of a bulk order', async () => {
    await sendBulkForm(day, '919-555-0100..0104 844-562-0100')
    for (let minute = 0; minute < 6; minute += 1) await day.turn({ advance: 'PT1M' })
    await lost(BULK, again(/^\*#1001/))
    expect(await announced(day, /#1001.* recheck didn’t start/)).toHaveLength(1)
    await killedIn(BULK, again(/^\*#1001/))
    await passCheck(day, 110)
    expect(wordsOf(await bulkCardOf(day))).toContain('6 numbers (1 toll-free) in 2 orders')
    expect(await announced(day, /recheck didn’t start/)).toHaveLength(1)
  })
})

describe('a bot that is killed while somebody changes an order', () => {
  seldom('says who took numbers out, and does not let them approve what is left', async () => {
    await tollFreeDraft(day, '800-555-0100..0101 844-555-0100')
    const takeOut = (): Promise<unknown> =>
      day.click('approver', 'Remove 1 number', /failed the check/)
    await lost(ORDER, takeOut)
    expect(await announced(day, /edit of #1001.* never arrived.*numbers.*<@U0LEE>/)).toHaveLength(1)
    await killedIn(ORDER, takeOut)
    expect(await announced(day, /lee.approver changed #1001.*: numbers/)).toHaveLength(1)

    await attach(day, await cardOf(day))
    await day.command('porter2', 'submit 1001')
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    expect(await statusAtBandwidth(day)).toBe('VALID_DRAFT_TFNS')
    await lastAnnounced(day, /You changed this order/, 'approver')
    await day.click('approver2', 'Approve', /[Ss]ubmit #1001/)
    await wait(day)
    expect(await statusAtBandwidth(day)).toBe('SUBMITTED')
  })

  seldom(
    'says who changed what all orders of a bulk order share, and does not let them approve it',
    async () => {
      await readyBulk(day)
      const rename = (name: string) => async (): Promise<void> => {
        await day.click('approver', 'Edit shared details', /^\*#1001/)
        await day.submit('approver', { 'Signer (authorizing person)': name })
      }
      await lost(BULK, rename('A Nobody'))
      expect(await announced(day, /#1001.*shared details never arrived.*<@U0LEE>/)).toHaveLength(1)
      await killedIn(BULK, rename('M Rivera'))
      expect(await announced(day, /lee.approver changed the shared details of #1001/)).toHaveLength(
        1,
      )

      await day.click('porter', 'Request approval', /^\*#1001/)
      await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
      await lastAnnounced(day, /You changed this order/, 'approver')
      await day.until('approver', /[Ss]ubmit #1001 .*\?\*/)
    },
  )
})

describe('a bot that is killed while a submitted order is changed', () => {
  it('says who corrected it when Bandwidth shows it, and says so when it never arrived', async () => {
    await askedToSubmit(day)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await reject(day, { code: '7402', text: 'Address' })
    const correct = async (): Promise<void> => {
      await day.click('porter2', 'Fix address', /^\*#1001/)
      await day.submit('porter2', { 'House number': '102' })
    }
    await lost(ORDER, correct)
    await day.turn({ advance: 'PT70S' })
    expect(await announced(day, /change to #1001.* doesn.t show.*<@U0PAT>/)).toHaveLength(1)
    await killedIn(ORDER, correct)
    expect(
      await announced(day, /#1001.*: changed by pat[^]*house number: 100 to 102/),
    ).toHaveLength(1)

    await day.carrier('foc', await orderId(day), { date: '2026-12-08T16:30:00Z' })
    await day.turn({ advance: 'PT10M' })
    await day.click('porter2', 'Request date change', /^\*#1001/)
    await day.submit('porter2', { 'Requested FOC': 'Tue, Dec 15' })
    await killedIn(ORDER, () => day.click('approver', 'Approve', /[Cc]hange #1001/))
    await day.turn({ advance: 'PT10S' })
    expect(await announced(day, /changed by pat[^]*Tue, Dec 15[^]*Approved by lee/)).toHaveLength(1)
    expect(await announced(day, /doesn’t show at Bandwidth/)).toHaveLength(1)
  })
})

describe('a bot that is killed while one form corrects several orders of a bulk order', () => {
  seldom('says which have it and which got nothing, and sends nothing twice', async () => {
    const refused = { code: '7402', text: 'Address' }
    const orders = await refusedBulk(day, 3, refused)
    const [first, second, third] = orders.map(({ number }) => number)
    const path = `/portins/${orders[1]?.id ?? ''}$`
    await day.click('porter2', 'Fix address', new RegExp(`^\\*#${first ?? 0} `))
    await killedIn({ method: 'PUT', path }, () =>
      day.submit('porter2', { 'House number': '102', '2 other orders refused for this': 'yes' }),
    )
    await day.turn({ advance: 'PT10S' })
    const [said = '', ...more] = await announced(day, /house number corrected in/)
    expect(more).toEqual([])
    expect(said).toMatch(
      new RegExp(`in 2 of 3 orders\\* <@U0PAT>[^]*shows it: #${first ?? 0}, #${second ?? 0}\\.`),
    )
    expect(said).toMatch(
      new RegExp(`Not sent: #${third ?? 0}: I was restarted[^]*\\[Fix address\\]`),
    )
    const sent = callsOf(day, 'PUT', /\/portins\/[^/]+$/).filter(({ request }) =>
      /<HouseNumber>102</.test(request),
    )
    expect(sent).toHaveLength(2)
    expect(await announced(day, /changed by pat/)).toHaveLength(2)
  })
})

describe('a bot that is killed while somebody deletes a draft', () => {
  const remove = (): Promise<unknown> => day.click('porter2', 'Delete draft', /^\*#1001/)

  seldom('says who deleted it, and not that somebody did so at Bandwidth', async () => {
    await draft(day)
    await lost(DELETE_ORDER, remove)
    expect(await announced(day, /#1001.* wasn’t deleted.*<@U0PAT>/)).toHaveLength(1)
    await killedIn(DELETE_ORDER, remove)
    expect(await announced(day, /pat.porter deleted draft #1001/)).toHaveLength(1)
    expect(
      await announced(day, /deleted by Bandwidth|deleted in Bandwidth|Bandwidth deleted/),
    ).toEqual([])
    expect(await announced(day, /wasn’t deleted/)).toHaveLength(1)
  })

  seldom('says the same of a bulk draft', async () => {
    await splitBulk(day)
    await lost(DELETE_BULK, remove)
    expect(await announced(day, /#1001.* wasn’t deleted.*<@U0PAT>/)).toHaveLength(1)
    await killedIn(DELETE_BULK, remove)
    expect(await announced(day, /pat.porter deleted bulk draft #1001/)).toHaveLength(1)
    expect(
      await announced(day, /deleted by Bandwidth|deleted in Bandwidth|Bandwidth deleted/),
    ).toEqual([])
  })

  seldom(
    'says of an order of a bulk order who deleted it, and its numbers leave the whole',
    async () => {
      await splitBulk(day)
      await day.command('porter2', 'cancel 1002')
      await killedIn(DELETE_ORDER, () => day.click('porter2', 'Delete draft', /#1002/))
      expect(await announced(day, /pat.porter deleted draft #1002\. Its \d+ numbers/)).toHaveLength(
        1,
      )
      expect(await announced(day, /regrouped #1001/)).toEqual([])
    },
  )
})

describe('a bot that is killed while somebody puts an order into a bulk order, or takes one out', () => {
  seldom('says who did, and says so when it never came about', async () => {
    await splitBulk(day)
    await day.command('porter2', 'status 1002')
    const detach = (): Promise<unknown> => day.click('porter2', 'Detach from #1001', /^\*#1002/)
    await lost(LIST, detach)
    expect(await announced(day, /#1002 wasn’t detached from #1001.*<@U0PAT>/)).toHaveLength(1)
    await killedIn(LIST, detach)
    expect(await announced(day, /#1002 was detached from #1001 .*by pat.porter/)).toHaveLength(1)
    expect(wordsOf(await bulkCardOf(day))).toContain('1 order')
    await killedIn(LIST, () => day.command('porter2', 'bulk 1001 attach 1002'))
    expect(await announced(day, /pat.porter added #1002 to #1001/)).toHaveLength(1)
    expect(await announced(day, /wasn’t (detached from|added to)/)).toHaveLength(1)
  })
})

describe('a bot that is killed between the parts of a long note', () => {
  const NOTE = { method: 'POST', path: '/notes$' }
  const long = `We sent the last bill. ${'It names the customer and the street. '.repeat(30)}Is that enough?`
  const write = async (): Promise<void> => {
    await day.command('porter2', 'note 1001')
    await day.submit('porter2', { Note: long })
  }
  const partsSent = () =>
    callsOf(day, 'POST', /\/notes$/).map(
      ({ request }) => /<Description>([^]*)<\/Description>/.exec(request)?.[1] ?? '',
    )

  it.each(
    extent<readonly [string, (day: PracticeDay) => Promise<unknown>][]>({
      usual: [['an order', draft]],
      full: [
        ['an order', draft],
        ['a bulk order', splitBulk],
      ],
    }),
  )(
    'says which part of a note on %s went, and sends the rest only when somebody does',
    async (_of, make) => {
      await make(day)
      // While Bandwidth is away nobody knows which part it has, so nothing is said.
      const away = {
        kind: 'status',
        status: 503,
        method: 'GET',
        path: '/notes',
        times: 20,
      } as const
      await day.fault(away)
      await killedIn(NOTE, write)
      const interrupted = /note on #1001.* was interrupted/
      await day.turn({ advance: 'PT70S' })
      expect(await announced(day, interrupted)).toEqual([])
      await clearFaults(day)
      await day.turn({ advance: 'PT5M' })
      const [said = '', ...more] = await announced(day, interrupted)
      expect(more).toEqual([])
      expect(said).toMatch(/<@U0PAT>[^]*Part 1 of 3 is at Bandwidth[^]*\[Send the rest…\]/)
      expect(partsSent().map((part) => part.slice(0, 7))).toEqual(['1 of 3:'])

      // The next stop comes between the answer to the first of what is left and the second.
      await day.click('porter2', 'Send the rest…', interrupted)
      expect((await day.modal('porter2'))?.text).toMatch(/Note: It names .*Is that enough\?/)
      await killedIn(NOTE, () => day.submit('porter2', {}), 2)
      await day.turn({ advance: 'PT70S' })
      const parts = partsSent().map((part) => part.slice(8))
      expect(parts.join(' ')).toBe(long)
      expect(await announced(day, /sent Bandwidth a note on #1001/)).toHaveLength(3)
      expect(await announced(day, interrupted)).toHaveLength(1)
    },
  )
})
