import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { scrubTexts } from '../../src/desk/scrub-texts.ts'
import { insertApproval, moveApproval } from '../../src/store/approvals.ts'
import { audit } from '../../src/store/audit.ts'
import { openDatabase } from '../../src/store/database.ts'
import { beginIntent, closeIntent } from '../../src/store/intents.ts'
import { insertOrder } from '../../src/store/orders.ts'
import { queuePost } from '../../src/store/posts.ts'
import { createSeal } from '../../src/store/seal.ts'
import { scratchFolder } from '../fixtures/scratch.ts'
import { newOrder } from '../fixtures/new-orders.ts'
import { ACCOUNT_NUMBER, expectSealed, PIN } from '../stories/order-on-the-way.ts'

const NOW = Date.parse('2026-12-01T15:00:00Z')

it('what was written with a secret before an update is nowhere in the file afterwards', async () => {
  const folder = scratchFolder('scrub')
  const { db, close } = await openDatabase(join(folder, 'portin.sqlite'))
  onTestFinished(async () => {
    await close()
    rmSync(folder, { recursive: true })
  })
  const seal = createSeal(new Uint8Array(32).fill(7))
  const number = await insertOrder(
    db,
    newOrder({
      name: 'Acme-1',
      sealedSecrets: seal.close({ accountNumber: ACCOUNT_NUMBER, pin: PIN }),
    }),
  )
  const text = `Use account ${ACCOUNT_NUMBER}, PIN ${PIN}, for 919-555-0100.`
  const noted = { kind: 'news', number, news: { kind: 'note-sent', by: 'U0DANA', text } } as const
  await queuePost(db, {
    key: 'note',
    ref: noted,
    channel: 'C0PORTING',
    parent: null,
    now: NOW,
  })
  const intent = await beginIntent(db, {
    kind: 'note',
    orderNumber: number,
    searchKey: text,
    facts: {},
    by: 'U0DANA',
    begunAt: NOW,
    nextPollAt: NOW,
  })
  const request = { id: 'asked', state: 'open' } as const
  await insertApproval(db, {
    ...request,
    orderNumber: number,
    operation: 'submit',
    askedBy: 'U0DANA',
    askedAt: NOW,
    content: {},
    facts: { reason: text },
    expiresAt: NOW,
  })
  await moveApproval(db, request, { state: 'denied', outcome: text })
  const facts = { reason: text }
  await audit(db, { at: NOW, orderNumber: number, by: 'U0LEE', operation: 'deny submit', facts })
  expect(() => {
    expectSealed(folder)
  }).toThrow()

  const logged: string[] = []
  const desk = { db, seal, clock: () => NOW, log: (event: string) => logged.push(event) }
  await scrubTexts({ ...desk, seal: createSeal(new Uint8Array(32).fill(8)) })
  // A note in doubt is found by its text.
  await scrubTexts(desk)
  await closeIntent(db, intent, 'done', NOW)
  await scrubTexts(desk)
  await scrubTexts(desk)

  expectSealed(folder)
  expect(logged).toEqual(['texts-scrubbed', 'texts-scrubbed'])
  const { ref } = await db.selectFrom('post').select('ref').executeTakeFirstOrThrow()
  expect(JSON.parse(ref)).toMatchObject({
    number,
    news: { kind: 'note-sent', text: 'Use account •••, PIN •••, for 919-555-0100.' },
  })
})
