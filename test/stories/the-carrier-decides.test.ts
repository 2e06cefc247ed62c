import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  ACME,
  activationsOf,
  agreed,
  attach,
  draft,
  elsewhere,
  endStory,
  orderId,
} from './order-on-the-way.ts'
import { buttonsIn, startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import { cardOf, lastAnnounced, messages, announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

async function submitted(numbers: string): Promise<void> {
  const card = await draft(
    day,
    { ...ACME, 'BTN (billing number)': numbers.slice(0, 12) },
    { numbers },
  )
  await attach(day, card)
  await day.command('porter', 'submit 1001')
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
  await day.turn({ advance: 'PT10S' })
}

describe('the agreed date', () => {
  it('is reminded of on the business day before and on its morning, once each', async () => {
    // Agreed for Monday 7 December, so the day before is Friday.
    await agreed(day, '2026-12-07T16:30:00Z')
    await day.turn({ now: '2026-12-04T12:59:00Z' })
    expect(await announced(day, /the next business day/)).toEqual([])
    await day.turn({ now: '2026-12-04T13:00:00Z' })
    const [tomorrow = ''] = await announced(day, /#1001 .* ports Mon, Dec 7.*next business day/)
    expect(tomorrow).toContain('5 numbers from Frontier Rochester')
    await day.turn({ now: '2026-12-06T13:00:00Z' })
    await day.restart()
    await day.turn({ now: '2026-12-07T12:59:00Z' })
    expect(await announced(day, /ports today/)).toEqual([])
    await day.turn({ now: '2026-12-07T13:00:00Z' })
    await day.turn({ now: '2026-12-07T13:10:00Z' })
    expect(await announced(day, /ports today/)).toHaveLength(1)
    expect(await announced(day, /the next business day/)).toHaveLength(1)
    const post = (await messages(day, 'porter')).find((one) => /ports today/.test(wordsOf(one)))
    expect(post && buttonsIn(post)).toContain('Activate now')
  })

  it('that has passed is not reminded of when the order is live by then', async () => {
    await agreed(day, '2026-12-07T16:30:00Z')
    await day.carrier('complete', await orderId(day))
    await day.turn({ now: '2026-12-07T13:30:00Z' })
    expect(await announced(day, /ports today/)).toEqual([])
    expect(await announced(day, /:tada:/)).toHaveLength(1)
  })

  it('that moves is told with both days, and an activation approved for the old one has ended', async () => {
    await agreed(day)
    await day.click('approver', 'Pre-approve for Tue, Dec 8', /: FOC [A-Z]/)
    await day.until('porter', /Pre-approved: activate #1001[^]*Tue, Dec 8/)
    await day.carrier('foc', await orderId(day), { date: '2026-12-10T16:30:00Z' })
    await day.turn({ advance: 'PT10M' })
    const [moved = '', ...more] = await announced(day, /#1001 .*FOC changed to .*was Tue, Dec 8/)
    expect(more).toEqual([])
    expect(moved).toMatch(/to Thu, Dec 10/)
    expect(await announced(day, /Tue, Dec 8.* to .*Thu, Dec 10/s)).not.toEqual([])

    await day.turn({ now: '2026-12-08T15:00:00Z' })
    await day.command('porter', 'activate 1001')
    await lastAnnounced(day, /can’t be activated now/)
    await day.turn({ now: '2026-12-10T15:00:00Z' })
    await day.command('porter', 'activate 1001')
    expect(activationsOf(day)).toEqual([])
    expect(await announced(day, /[Aa]ctivate #1001 .*\?/s, { as: 'approver' })).not.toEqual([])
  })

  it('that is not the one asked for names both', async () => {
    await submitted('984-556-0100')
    await day.turn({ advance: 'PT2M' })
    await day.turn({ advance: 'PT10M' })
    expect(await lastAnnounced(day, /: FOC [A-Z]/)).toMatch(/FOC Wed, Dec 9.*requested Tue, Dec 8/s)
  })
})

describe('a rejection', () => {
  it('7402 says what it means and what to do next, and has the button for it', async () => {
    await submitted('984-557-0100')
    await day.turn({ advance: 'PT2M' })
    await day.turn({ advance: 'PT10M' })
    const [rejected = '', ...more] = await announced(day, /#1001 .* was rejected by Spectrum/)
    expect(more).toEqual([])
    expect(rejected).toContain('7402')
    expect(rejected.length).toBeLessThan(1_200)
    const post = (await messages(day, 'porter')).find((one) => wordsOf(one) === rejected)
    expect(post && buttonsIn(post)).toEqual([
      'Fix address',
      'Add LOA',
      'Write note',
      'Request cancel',
    ])
    expect(wordsOf(await cardOf(day))).toMatch(/rejected/)
    await day.command('porter', 'note 1001 which name is on the bill?')
    await lastAnnounced(day, /Your note is on #1001/)
  })
})

describe('a cancel', () => {
  it('is first requested and then, when the carrier agrees, canceled', async () => {
    await agreed(day)
    await day.command('porter', 'cancel 1001 the customer stays')
    expect(await lastAnnounced(day, /[Cc]ancel #1001/, 'approver')).toContain('the customer stays')
    await day.click('approver', 'Approve', /[Cc]ancel #1001/)
    expect(await lastAnnounced(day, /Cancel requested: #1001/)).toContain('isn’t canceled until')
    expect(await announced(day, /is canceled/)).toEqual([])
    expect(wordsOf(await cardOf(day))).not.toMatch(/· canceled/)

    await day.carrier('cancelled', await orderId(day))
    await day.turn({ advance: 'PT10M' })
    const [cancelled = ''] = await announced(day, /#1001 .* is canceled/)
    expect(cancelled).toContain('stay with Frontier Rochester')
    expect(wordsOf(await cardOf(day))).toMatch(/· canceled/)
    expect(buttonsIn(await cardOf(day))).not.toContain('Request cancel')
  })

  it('that the carrier refuses leaves the order as it was, and says so', async () => {
    await agreed(day)
    await day.command('porter', 'cancel 1001')
    await day.click('approver', 'Approve', /[Cc]ancel #1001/)
    await day.carrier('reject', await orderId(day), { code: '7433', text: 'Cancel was denied' })
    await day.turn({ advance: 'PT10M' })
    expect(await announced(day, /is canceled/)).toEqual([])
    expect(wordsOf(await cardOf(day))).toContain('FOC')
  })

  it('of Bandwidth itself is told, though nobody here asked', async () => {
    await agreed(day)
    await day.carrier('cancelled', await orderId(day))
    await day.turn({ advance: 'PT10M' })
    expect(await lastAnnounced(day, /#1001 .* is canceled/)).toContain('7611')
  })

  it('on its last day comes too late, and the approver hears why', async () => {
    await agreed(day)
    await day.turn({ now: '2026-12-08T15:00:00Z' })
    await day.command('porter', 'cancel 1001')
    await day.click('approver', 'Approve', /[Cc]ancel #1001/)
    expect(await announced(day, /7301|7302|too close|has passed/i, { as: 'approver' })).not.toEqual(
      [],
    )
    expect((await day.orders())[0]?.status).toBe('FOC')
  })
})

describe('an order that was made elsewhere', () => {
  const ORDER = `<?xml version="1.0"?><LnpOrder><CustomerOrderId>from-the-portal-1</CustomerOrderId><SiteId>14020</SiteId><ProcessingStatus>DRAFT</ProcessingStatus><BillingTelephoneNumber>9195550150</BillingTelephoneNumber><LoaAuthorizingPerson>A Person</LoaAuthorizingPerson><Subscriber><SubscriberType>BUSINESS</SubscriberType><BusinessName>Elsewhere &amp; Sons</BusinessName><ServiceAddress><HouseNumber>7</HouseNumber><StreetName>Oak</StreetName><City>Raleigh</City><StateCode>NC</StateCode><Zip>27601</Zip></ServiceAddress></Subscriber><WirelessInfo><AccountNumber>SECRET-ELSEWHERE</AccountNumber><PinNumber>0042</PinNumber></WirelessInfo><ListOfPhoneNumbers><PhoneNumber>9195550150</PhoneNumber></ListOfPhoneNumbers></LnpOrder>`

  async function makeElsewhere(): Promise<string> {
    await elsewhere(day, 'POST', '/portins', { type: 'application/xml', body: ORDER })
    return orderId(day)
  }

  it.each(['919-555-0150', 'from-the-portal-1', 'its id'])(
    'is found by %s and followed from then on',
    async (name) => {
      const id = await makeElsewhere()
      await day.command('porter', `find ${name === 'its id' ? id : name}`)
      expect(wordsOf(await cardOf(day))).toContain('Elsewhere &amp; Sons')
      expect(await announced(day, /SECRET-ELSEWHERE/)).toEqual([])
      await day.command('porter2', `find ${name === 'its id' ? id : name}`)
      const cards = (await messages(day, 'porter')).filter(
        (one) => !one.ephemeral && /^\*#100\d[^*]*\* · /.test(wordsOf(one)),
      )
      expect(cards).toHaveLength(1)
      // What was its own name stays its own: the next change sends it along.
      await day.turn({ now: '2026-12-03T03:00:00Z' })
      await day.click('porter', 'Keep draft 2 days', /^\*#1001/)
      const [order] = await day.orders()
      expect(order?.customerOrderId).toBe('from-the-portal-1')
    },
  )

  it('is not found by a name that nobody gave it, and the answer says what can be named', async () => {
    await makeElsewhere()
    await day.command('porter', 'find 919-555-0199')
    expect(await lastAnnounced(day, /No order matches/)).toContain('919-555-0199')
    await day.command('porter', 'status 919-555-0150')
    expect(await lastAnnounced(day, /No order matches/)).toContain('/portin find')
  })

  it('is followed in no channel where the bot is no member', async () => {
    await makeElsewhere()
    await day.command('porter', 'find 919-555-0150', 'general')
    expect(await announced(day, /invite/, { channel: 'general' })).toHaveLength(1)
  })
})
