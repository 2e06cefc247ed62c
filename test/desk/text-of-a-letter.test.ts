import { expect, it } from 'vitest'
import { attachMatched, offerForBulk } from '../../src/desk/bulk/bulk-documents.ts'
import { draftOrder } from '../../src/desk/draft-order.ts'
import { NO_SECRETS } from '../bandwidth/orders-at-hand.ts'
import { pdfSaying } from '../fixtures/pdf-saying.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'
import { aLocalOrder } from './a-local-order.ts'
import { asOneBulk, DANA } from './orders-on-their-day.ts'

it('a scan whose text is an invoice’s goes to no carrier as an LOA, and the letter beside it does', async () => {
  const place = await openPracticeDesk()
  const { desk, bandwidth } = place
  const numbers: number[] = []
  while (numbers.length < 2) {
    const draft = { by: DANA, channel: 'C0PORTING', content: aLocalOrder(), secrets: NO_SECRETS }
    const drafted = await draftOrder(desk, draft)
    if (drafted.kind !== 'made') throw new Error(`The draft was ${drafted.kind}.`)
    numbers.push(drafted.number)
  }
  const number = await asOneBulk(place, numbers)
  const [invoice, letter] = numbers.map((one) => `scan #${one}.pdf`)
  const text: Readonly<Record<string, string>> = {
    [invoice ?? '']: '(Invoice 4711) Tj',
    [letter ?? '']: '(I authorize the port of these numbers) Tj',
  }
  await offerForBulk(desk, {
    number,
    by: DANA,
    files: Object.keys(text).map((name) => ({ source: name, name, size: 400 })),
  })
  const { attached, failed } = await attachMatched(desk, {
    number,
    by: DANA,
    fetch: ({ id }) => Promise.resolve(pdfSaying(text[id] ?? '')),
  })
  expect(attached).toBe(1)
  expect(failed).toEqual([
    {
      name: invoice,
      why: expect.stringMatching(/an invoice, not an LOA.*Drop it again/s) as string,
    },
  ])
  const sent = bandwidth.control
    .transcript()
    .filter(({ method, path }) => method === 'POST' && path.includes('/loas'))
  expect(sent).toHaveLength(1)
})
