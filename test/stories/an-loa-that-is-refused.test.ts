import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pdf, startDay, type Dropped, type PracticeDay } from './practice-day.ts'
import { TOLL_FREE, callsOf, draft, endStory } from './order-on-the-way.ts'

const PNG = Buffer.from('89504e470d0a1a0a0000000049454e44ae426082', 'hex')

function file(name: string, bytes: Buffer, mimetype = 'application/pdf'): Dropped {
  return { name, mimetype, base64: bytes.toString('base64') }
}

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

async function drop(dropped: Dropped) {
  const card = await day.until('porter', /\[Edit order\] \[Add LOA\]/)
  await day.say('porter', 'the letter', { thread: card.ts, files: [dropped] })
  await day.click('porter', 'Attach as LOA', new RegExp(dropped.name))
}

const uploads = () => callsOf(day, 'POST', /\/loas/)

describe('an LOA for a local order', () => {
  beforeEach(() => draft(day))

  it('that is empty is refused before anything is sent', async () => {
    await drop(file('empty.pdf', Buffer.alloc(0)))
    await day.until('porter', /empty\.pdf wasn’t attached: .*empty/)
    expect(uploads()).toEqual([])
  })

  it('of 4 MB is refused with the limit and what to do', async () => {
    await drop(file('scan.pdf', Buffer.concat([Buffer.from('%PDF-1.4'), Buffer.alloc(4_000_000)])))
    await day.until('porter', /scan\.pdf wasn’t attached: .*4\.1 MB.*3 MB/)
    expect(uploads()).toEqual([])
  })

  it('that is far too large is not even read to its end', async () => {
    await drop(file('film.pdf', Buffer.concat([Buffer.from('%PDF-1.4'), Buffer.alloc(6_000_000)])))
    await day.until('porter', /film\.pdf is larger than 4 MB/)
    expect(uploads()).toEqual([])
  })

  it('that is a web page called PDF is refused by its content', async () => {
    await drop(file('page.pdf', Buffer.from('<!doctype html><title>Sign in</title>')))
    await day.until('porter', /page\.pdf wasn’t attached: .*web page/)
    expect(uploads()).toEqual([])
  })

  it('that Slack answers with its sign-in page is not taken for the LOA', async () => {
    await drop(file('page.html', Buffer.from('<!doctype html><title>Sign in</title>'), 'text/html'))
    await day.until('porter', /page\.html.*wasn’t attached|can’t read page\.html/)
    expect(uploads()).toEqual([])
  })

  it('that is refused can be replaced by a good one', async () => {
    await drop(file('empty.pdf', Buffer.alloc(0)))
    await drop(pdf('good.pdf'))
    await day.until('porter2', /good\.pdf\* is attached to #1001 .*LOA/)
    expect(uploads()).toHaveLength(1)
  })

  it('is refused in the form, too, with the form saying why', async () => {
    await day.command('porter', 'loa 1001')
    await day.submit('porter', { File: [file('empty.pdf', Buffer.alloc(0))], Kind: 'LOA' })
    expect((await day.modal('porter'))?.text).toMatch(/empty\.pdf wasn’t attached: .*empty/)
    expect(uploads()).toEqual([])
  })

  it('that Bandwidth does not take says so in words, and can be tried again', async () => {
    await day.fault({ kind: 'status', method: 'POST', path: '/loas', status: 413 })
    await drop(pdf('loa.pdf'))
    await day.until('porter', /loa\.pdf wasn’t attached/)
    await day.click('porter', 'Attach as LOA', /loa\.pdf/)
    await day.until('porter', /loa\.pdf\* is attached to #1001 .*LOA/)
    expect(uploads()).toHaveLength(2)
  })
})

describe('an LOA for a toll-free order', () => {
  beforeEach(async () => {
    await draft(day, TOLL_FREE, { numbers: '800-555-0100' })
    await day.turn({ advance: 'PT1M' })
  })

  it('that is a picture called PDF is refused, because only PDF and TIFF are taken', async () => {
    await drop(file('loa.pdf', PNG))
    await day.until('porter', /loa\.pdf wasn’t attached: .*PDF or TIFF.*PNG/)
    expect(uploads()).toEqual([])
  })

  it('that is a PDF called picture is taken', async () => {
    await drop({ ...pdf('loa.png'), mimetype: 'image/png' })
    await day.until('porter', /loa\.png\* is attached to #1001 .*LOA/)
    expect(uploads()).toHaveLength(1)
  })
})
