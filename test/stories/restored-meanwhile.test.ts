import { rmSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { backUp } from '../../src/store/backup.ts'
import { bulkCardOf, childWith, passCheck, readyBulk, splitBulk } from './bulk-on-the-way.ts'
import {
  activationsOf,
  agreed,
  askedToSubmit,
  callsOf,
  draft,
  elsewhere,
  orderId,
  seenBy,
  reject,
} from './order-on-the-way.ts'
import { pdf, wordsOf, type PracticeDay } from './practice-day.ts'
import { byCommand, restorableDays } from './restorable-day.ts'

// What happened between a backup and its restore is forgotten; what was open then is not acted on blindly.

const days = restorableDays()
let database: string
let backup: string
let day: PracticeDay
beforeEach(async () => {
  ;({ day, database, backup } = await days.start())
})

const restoreNow = () => days.restart(byCommand)

describe('a draft whose time since the backup is forgotten', () => {
  it('keeps what was changed in it, whatever a form from before shows', async () => {
    await draft(day)
    await day.command('porter', 'edit 1001')
    await backUp(database, backup)
    await day.command('porter2', 'edit 1001')
    await day.submit('porter2', { City: 'Cary' })
    await day.until('porter', /changed #1001 .*city/)
    await restoreNow()

    const city = async () =>
      /<City>(.*?)</.exec(await elsewhere(day, 'GET', `/portins/${await orderId(day)}`))?.[1]
    await day.submit('porter', { Street: 'Oak St' })
    await day.untilIdle()
    expect(await city()).toBe('Cary')
    expect((await day.modal('porter'))?.text).toMatch(/city: Raleigh to Cary/)
  })

  it('gets nothing from a form that was opened then, which stays open: its words stand nowhere else', async () => {
    await draft(day)
    await backUp(database, backup)
    await day.command('porter', 'edit 1001')
    await restoreNow()
    await day.choose('porter', 'Show more fields')
    expect((await day.modal('porter'))?.text).toMatch(/too old/)
    await day.closeForm('porter')
    const { errors = {}, closed } = await day.submit('porter', { City: 'Cary' })
    expect(Object.values(errors)).toEqual([expect.stringMatching(/too old/)])
    expect(closed).toBe(false)
    expect((await day.modal('porter'))?.text).toMatch(/City:/)
    expect(callsOf(day, 'PUT', /\/portins\//)).toEqual([])
  })

  it('is not recreated when it was recreated already', async () => {
    await draft(day)
    await day.turn({ now: '2026-12-03T09:10:00Z' })
    await backUp(database, backup)
    await day.click('porter', 'Recreate draft', /deleted/)
    await day.turn({ advance: 'PT1M' })
    expect(await day.orders()).toHaveLength(1)
    await restoreNow()

    await day.command('porter', 'status 1001')
    await day.click('porter', 'Recreate draft', /#1001/)
    await day.untilIdle()
    expect(await day.orders()).toHaveLength(1)
    await day.until('porter', /has an order with .* numbers/)
  })
})

describe('a rejected order whose time since the backup is forgotten', () => {
  it('gets nothing from a form that was open then before it is read again, and nothing typed is lost', async () => {
    await askedToSubmit(day)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    await reject(day, { code: '7402', text: 'Address' })
    await day.click('porter', 'Fix address', /^\*#1001/)
    await backUp(database, backup)
    // Somebody else corrects it, and the carrier refuses that, too: the memory that comes back knows of neither.
    await day.click('porter2', 'Fix address', /^\*#1001/)
    await day.submit('porter2', { 'House number': '102' })
    await day.until('porter', /changed by/)
    await day.turn({ advance: 'PT1M' })
    await day.carrier('reject', await orderId(day), { code: '7402', text: 'Address' })
    await restoreNow()

    const sent = () => callsOf(day, 'PUT', /\/portins\/[^/]+$/).length
    const before = sent()
    await day.submit('porter', { 'House number': '104' })
    expect(sent()).toBe(before)
    const form = (await day.modal('porter'))?.text ?? ''
    expect(form).toMatch(/house number: 100 to 102\. Nothing is sent[^]*: 104/)
    await day.turn({ advance: 'PT1M' })
    await day.submit('porter', {})
    expect(sent()).toBe(before + 1)
    await day.until('porter', /house number: 102 to 104/)

    // One that was opened after the backup is not known: what was typed stands in no other form.
    await reject(day, { code: '7402', text: 'Address' })
    await day.click('porter', 'Fix address', /^\*#1001/)
    await restoreNow()
    const { errors = {} } = await day.submit('porter', { 'House number': '106' })
    expect(sent()).toBe(before + 1)
    expect(Object.values(errors)).toEqual([expect.stringMatching(/too old/)])
  })
})

describe('an activation approved ahead', () => {
  const MORNING = { now: '2026-12-08T15:00:00Z' }

  it('is not used a second time when it may have been used after the backup', async () => {
    await agreed(day)
    await day.click('approver', 'Pre-approve for Tue, Dec 8', /: FOC [A-Z]/)
    await day.turn(MORNING)
    await backUp(database, backup)
    await day.click('porter', 'Activate now', /#1001/)
    expect(activationsOf(day)).toHaveLength(1)
    await restoreNow()

    await day.command('porter', 'activate 1001')
    await day.until('approver', /[Aa]ctivate #1001 .*\?/s)
    expect(activationsOf(day)).toHaveLength(1)
  })

  it('together with others, and withdrawn after the backup, is not offered once more', async () => {
    const REQUEST = /Activate 1 order of Acme Dental/
    await agreed(day)
    await day.turn(MORNING)
    await day.command('porter', 'activate 1001 1001')
    await day.until('approver', REQUEST)
    await backUp(database, backup)
    await day.click('porter', 'Withdraw request', REQUEST)
    await day.until('porter', /Withdrawn\. Acme Dental/)
    await restoreNow()
    await day.turn({ advance: 'PT1M' })

    expect(await seenBy(day, 'approver', REQUEST)).toEqual([])
    await day.command('porter', 'activate 1001 1001')
    await day.click('approver', 'Approve and activate', REQUEST)
    expect(activationsOf(day)).toHaveLength(1)
  })

  it('holds when its hours had not begun, and is forgotten when it was given after the backup', async () => {
    await agreed(day)
    await backUp(database, backup)
    await day.click('approver', 'Pre-approve for Tue, Dec 8', /: FOC [A-Z]/)
    await restoreNow()
    await day.turn({ advance: 'PT1M' })
    await day.command('approver', 'status 1001')
    await day.click('approver', 'Pre-approve for Tue, Dec 8', /#1001/)
    rmSync(backup)
    await backUp(database, backup)
    await restoreNow()
    await day.turn(MORNING)
    await day.click('porter', 'Activate now', /#1001/)
    expect(activationsOf(day)).toHaveLength(1)
    expect(await seenBy(day, 'approver', /[Aa]ctivate #1001 .*\?/s)).toEqual([])
  })
})

describe('a bulk order whose time since the backup is forgotten', () => {
  it('has the numbers that it was given then: none is lost, and none comes back', async () => {
    const change = async (how: string, tn: string): Promise<void> => {
      await day.click('porter', 'Edit numbers', /^\*#1001/)
      await day.submit('porter', { Numbers: tn, 'These numbers': how })
      await passCheck(day, 30)
    }
    await splitBulk(day)
    await backUp(database, backup)
    await change('are added', '919-555-0110')
    await change('are removed', '919-555-0103')
    await restoreNow()
    await day.turn({ advance: 'PT1M' })
    expect(wordsOf(await bulkCardOf(day))).toContain('15 numbers in 2 orders')
    await change('are added', '919-555-0111')
    const list = callsOf(day, 'PUT', /\/tnList$/).at(-1)?.request ?? ''
    expect(list.match(/<TN>/g)).toHaveLength(16)
    expect(list).not.toContain('9195550103')
  })

  it('gets no LOA twice from a form that was opened then', async () => {
    const card = await splitBulk(day)
    await day.say('porter', 'the letter', { thread: card.ts, files: [pdf('loa.pdf')] })
    await day.click('porter2', 'Use for all 2 orders…')
    await backUp(database, backup)
    await day.click('porter', 'Use for all 2 orders…')
    await day.submit('porter', {})
    await day.untilIdle()
    const uploads = () => callsOf(day, 'POST', /\/loas(\?|$)/)
    expect(uploads()).toHaveLength(2)
    await restoreNow()

    await day.submit('porter2', {})
    await day.untilIdle()
    expect(uploads()).toHaveLength(2)
  })

  const status = () => day.practice.bandwidth.control.bulkOrders().map((bulk) => bulk.status)

  it('tells nothing twice, and does not submit what was not looked at since', async () => {
    await readyBulk(day)
    await day.command('porter', 'submit 1001')
    await day.until('approver', /[Ss]ubmit #1001 .*\?/s)
    await backUp(database, backup)
    const child = childWith(day, '919-555-0100').id
    await elsewhere(day, 'POST', `/portins/${child}/loas?documentType=OTHER`, {
      type: 'text/plain',
      body: 'by the way',
    })
    await restoreNow()
    await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
    expect(status()).toEqual(['VALID_DRAFT_TNS'])
    await day.until('porter', /request for #1001.* is no longer valid/)

    await day.click('porter', 'Request again', /request for #1001.* is no longer valid/)
    rmSync(backup)
    await backUp(database, backup)
    await day.click('approver', 'Approve', /[Ss]ubmit #1001 .*\?/s)
    await day.turn({ advance: 'PT1M' })
    expect(status()).toEqual(['IN_PROGRESS'])
    expect(await seenBy(day, 'porter', /#1001[^*]* is submitted\.\*/)).toHaveLength(1)
    const posts = (await day.sees('porter')).length
    await restoreNow()
    await day.turn({ advance: 'PT10M' })
    await expect(day.click('approver', 'Approve', /[Ss]ubmit #1001 .*\?/s)).rejects.toThrow(
      /sees no/,
    )
    expect(await seenBy(day, 'porter', /#1001[^*]* is submitted\.\*/)).toHaveLength(1)
    expect(await seenBy(day, 'porter', /restored from a backup/)).toHaveLength(2)
    expect((await day.sees('porter')).length).toBe(posts + 1)
  })
})
