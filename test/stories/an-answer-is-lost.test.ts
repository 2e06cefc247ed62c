import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { some } from '../fixtures/extent.ts'
import {
  ACME,
  ACME_NUMBERS,
  callsOf,
  draft,
  endStory,
  orderId,
  passThreeSearches,
} from './order-on-the-way.ts'
import { buttonsIn, pdf, startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import { cardOf, clearFaults, lastAnnounced, messages, announced } from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

const creates = () => callsOf(day, 'POST', /\/portins$/)

async function sendForm() {
  await day.command('porter', `new ${ACME_NUMBERS}`)
  return day.submit('porter', ACME)
}

describe('a draft whose creation got no answer', () => {
  // `garbage` and `truncate` are done at Bandwidth, and answered so that nobody can read it.
  it.each(some(['drop-after', 'garbage', 'truncate'], 1))(
    '(%s) is one order and not two: it is found and taken over',
    async (kind) => {
      await day.fault({ kind, method: 'POST', path: '/portins$' })
      await sendForm()
      const form = await day.modal('porter')
      expect(form?.title).toBe('#1001: no answer')
      expect(form?.text).toContain('may exist')
      expect(form?.text).toContain('Don’t create it again')
      await day.command('porter', 'submit 1001')
      await lastAnnounced(day, /know yet if Bandwidth created #1001/)

      await passThreeSearches(day)
      expect(await day.orders()).toHaveLength(1)
      expect(creates()).toHaveLength(1)
      expect(await announced(day, /#1001.* was created/)).toHaveLength(1)
      expect(await announced(day, /(?:not|wasn’t) created/)).toEqual([])
      expect(wordsOf(await cardOf(day))).toContain('· draft')
      // It is ours: the next operation reaches it.
      await day.command('porter', 'note 1001 please hurry')
      await lastAnnounced(day, /Your note is on #1001/)
    },
  )

  it('and never happened is said so after three looks over two minutes, with all that was typed kept', async () => {
    await day.fault({ kind: 'drop-before', method: 'POST', path: '/portins$' })
    await sendForm()
    for (const step of ['PT10S', 'PT65S', 'PT60S']) {
      await day.turn({ advance: step })
      expect(await announced(day, /(?:not|wasn’t) created/)).toEqual([])
    }
    await day.turn({ advance: 'PT10S' })
    const [never = '', ...more] = await announced(day, /#1001.* wasn’t created/)
    expect(more).toEqual([])
    expect(never).toContain('I checked three times')
    expect(never).toContain('safe to try again')
    expect(await day.orders()).toEqual([])
    expect(creates()).toHaveLength(1)

    await day.click('porter', 'Copy to new draft', /not created/)
    const form = await day.modal('porter')
    expect(form?.text).toContain('Acme Dental')
    expect(form?.text).toContain(ACME_NUMBERS)
    const sent = await day.submit('porter', ACME)
    expect(sent.errors).toBeUndefined()
    expect(await day.orders()).toHaveLength(1)
    expect(wordsOf(await cardOf(day, 1002))).toContain('· draft')
  })

  it('is not given up while Bandwidth cannot even be asked', async () => {
    await day.fault({ kind: 'drop-after', method: 'POST', path: '/portins$' })
    await sendForm()
    await day.fault({ kind: 'status', method: 'GET', path: '/portins', status: 401, times: 500 })
    await passThreeSearches(day)
    expect(await announced(day, /(?:not|wasn’t) created/)).toEqual([])
    await clearFaults(day)
    await passThreeSearches(day)
    expect(await announced(day, /#1001.* was created/)).toHaveLength(1)
  })

  it('is looked for again after a restart', async () => {
    await day.fault({ kind: 'drop-after', method: 'POST', path: '/portins$' })
    await sendForm()
    await day.restart()
    await day.turn({ advance: 'PT1S' })
    expect(await announced(day, /#1001.* was created/)).toHaveLength(1)
    expect(await day.orders()).toHaveLength(1)
  })

  it('and was answered with 503 is not sent twice either', async () => {
    await day.fault({ kind: 'status', method: 'POST', path: '/portins$', status: 503 })
    await sendForm()
    expect((await day.modal('porter'))?.title).toBe('#1001: no answer')
    await passThreeSearches(day)
    expect(creates()).toHaveLength(1)
    expect(await announced(day, /#1001.* wasn’t created/)).toHaveLength(1)
  })
})

describe('an LOA whose upload got no answer', () => {
  const uploads = () => callsOf(day, 'POST', /\/loas(\?|$)/)

  async function drop(kind: string): Promise<void> {
    const card = await draft(day)
    await day.say('porter', 'the letter', { thread: card.ts, files: [pdf('loa.pdf')] })
    await day.fault({ kind, method: 'POST', path: '/loas$' })
    await day.click('porter2', 'Attach as LOA', /loa\.pdf/)
    await passThreeSearches(day)
    expect(uploads()).toHaveLength(1)
  }

  it.each(some(['drop-after', 'garbage', 'truncate'], 1))(
    '(%s) is found by what is in it, and there once',
    async (kind) => {
      await drop(kind)
      expect(await announced(day, /loa\.pdf arrived after all/)).toHaveLength(1)
      expect(await announced(day, /loa\.pdf\* is attached to #1001 .*LOA/)).toHaveLength(1)
      expect(await announced(day, /never arrived/)).toEqual([])
    },
  )

  it('is not approved by whoever sent it, before it is found either', async () => {
    const card = await draft(day)
    await day.say('porter', 'the letter', { thread: card.ts, files: [pdf('loa.pdf')] })
    await day.fault({ kind: 'drop-after', method: 'POST', path: '/loas$' })
    await day.click('approver', 'Attach as LOA', /loa\.pdf/)
    await day.command('porter', 'submit 1001')
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await lastAnnounced(day, /You changed this order/, 'approver')
    expect((await day.orders())[0]?.status).toBe('DRAFT')
  })

  it('and never arrived can be attached again with the same button', async () => {
    await drop('drop-before')
    const [never = ''] = await announced(day, /loa\.pdf never arrived at Bandwidth/)
    expect(never).toContain('safe to attach it again')
    await day.click('porter2', 'Attach as LOA', /loa\.pdf/)
    await lastAnnounced(day, /loa\.pdf\* is attached to #1001 .*LOA/)
    expect(uploads()).toHaveLength(2)
  })
})

describe('a note that got no answer', () => {
  const QUESTION = 'please confirm the FOC & say <when>'
  const sent = () => callsOf(day, 'POST', /\/notes$/)

  async function note(kind: string): Promise<void> {
    await draft(day)
    await day.fault({ kind, method: 'POST', path: '/notes$' })
    await day.command(
      'porter',
      `note 1001 ${QUESTION.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}`,
    )
    await lastAnnounced(day, /don’t know yet if your note on #1001/)
    await passThreeSearches(day)
    expect(sent()).toHaveLength(1)
  }

  it('and arrived is told once in the thread', async () => {
    await note('drop-after')
    expect(await announced(day, /sent Bandwidth a note on #1001/)).toHaveLength(1)
    expect(await announced(day, /note on #1001.* never arrived/)).toEqual([])
    expect(sent()[0]?.request).toContain('FOC &amp; say &lt;when')
  })

  it('and never arrived is said with its words, so that it can be sent again', async () => {
    await note('drop-before')
    const [never = ''] = await announced(day, /note on #1001.* never arrived/)
    expect(never).toContain('FOC &amp; say &lt;when&gt;')
    expect(never).toContain('safe to send it again')
  })
})

describe('a toll-free check that got no answer', () => {
  const started = () => callsOf(day, 'POST', /\/tollFreePortingValidations$/)

  async function check(kind: string): Promise<void> {
    await day.fault({ kind, method: 'POST', path: '/tollFreePortingValidations$' })
    await day.command('porter', 'check 919-555-0100 800-555-0100')
    await passThreeSearches(day)
    expect(started()).toHaveLength(1)
  }

  it('goes on with the check that Bandwidth made', async () => {
    await check('drop-after')
    expect(await lastAnnounced(day, /\*2 numbers:/)).toContain('all can port in 2 orders')
  })

  it('says which numbers are not known when Bandwidth never made it, and keeps the others', async () => {
    await check('drop-before')
    const result = await lastAnnounced(day, /\*2 numbers:/)
    expect(result).toContain('1 can port in 1 order, 1 unknown')
    expect(result).toMatch(/800-555-0100 unknown: Bandwidth didn’t answer/)
    const message = (await messages(day, 'porter')).find((one) => wordsOf(one) === result)
    expect(message && buttonsIn(message)).toEqual(['Draft order A'])
  })
})

describe('a submission that got no answer', () => {
  it.each(some(['drop-before', 'drop-after', 'garbage', 'truncate'], 2))(
    '(%s) is not sent again by itself, and the request says what the order shows',
    async (kind) => {
      const card = await draft(day)
      await day.say('porter', 'the letter', { thread: card.ts, files: [pdf('loa.pdf')] })
      await day.click('porter2', 'Attach as LOA', /loa\.pdf/)
      await day.command('porter', 'submit 1001')
      const id = await orderId(day)
      await day.fault({ kind, method: 'PUT', path: `/portins/${id}$` })
      await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
      await day.turn({ advance: 'PT1M' })
      expect(callsOf(day, 'PUT', new RegExp(`/portins/${id}$`))).toHaveLength(1)
      const [order] = await day.orders()
      const request = await lastAnnounced(
        day,
        kind === 'drop-before' ? /don’t know yet if #1001 .*submitted/ : /Submitted: #1001/,
      )
      if (kind === 'drop-before') {
        expect(order?.status).toBe('DRAFT')
        expect(request).toContain('No answer from Bandwidth')
      } else {
        expect(order?.status).toBe('SUBMITTED')
        expect(request).toMatch(/PENDING_DOCUMENTS|SUBMITTED|since 10 AM ET/)
      }
    },
  )
})
