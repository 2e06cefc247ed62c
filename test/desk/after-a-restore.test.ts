import { describe, expect, it } from 'vitest'
import { askApproval } from '../../src/desk/ask-approval.ts'
import { attachDocument, offerForOrder } from '../../src/desk/attach-document.ts'
import { advanceBulk } from '../../src/desk/bulk/advance-bulk.ts'
import { attachChild, detachFromBulk } from '../../src/desk/bulk/attach-child.ts'
import { changeBulkNumbers, takeOutRefusedNumbers } from '../../src/desk/bulk/change-numbers.ts'
import { DELETE_BULK } from '../../src/desk/bulk/delete-bulk.ts'
import { draftBulk } from '../../src/desk/bulk/draft-bulk.ts'
import { editShared } from '../../src/desk/bulk/edit-shared.ts'
import { EXTEND_BULK } from '../../src/desk/bulk/extend-bulk.ts'
import { fillChildren } from '../../src/desk/bulk/fill-children.ts'
import { recreatePurgedBulk } from '../../src/desk/bulk/recreate-bulk.ts'
import { RETRY_BULK_VALIDATION } from '../../src/desk/bulk/retry-bulk-validation.ts'
import { changeOrder } from '../../src/desk/ask-change.ts'
import { approveRequest } from '../../src/desk/decide.ts'
import { DELETE_DRAFT } from '../../src/desk/delete-draft.ts'
import { draftOrder } from '../../src/desk/draft-order.ts'
import { editOrder } from '../../src/desk/edit-order.ts'
import { EXTEND_ORDER, extendNow } from '../../src/desk/extend-draft.ts'
import { changeProven, endProven } from '../../src/desk/proven-change.ts'
import { recordConsent } from '../../src/desk/record-consent.ts'
import { recreatePurgedDraft } from '../../src/desk/recreate-draft.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import { replaceOrder } from '../../src/desk/replace-order.ts'
import { requestActivation } from '../../src/desk/request-activation.ts'
import { RETRY_VALIDATION, takeOutInvalid } from '../../src/desk/retry-validation.ts'
import { valuesOf, type ChildFacts } from '../../src/porting/child-facts.ts'
import { numbersIn } from '../../src/porting/desired-numbers.ts'
import type { CustomerOrderId, OrderContent, OrderId } from '../../src/porting/order.ts'
import { noSharedFacts } from '../../src/porting/shared-facts.ts'
import type { ApprovalOperation } from '../../src/porting/approval.ts'
import { savedNumbers } from '../../src/store/bulk-numbers.ts'
import { findBulk, writeBulk } from '../../src/store/bulk-orders.ts'
import { findChildren } from '../../src/store/children.ts'
import type { IntentKind } from '../../src/store/intents.ts'
import { moveOffer } from '../../src/store/offered-documents.ts'
import { findOrder } from '../../src/store/orders.ts'
import { markRestored } from '../../src/store/restored.ts'
import { writeNote } from '../../src/desk/write-note.ts'
import { day } from '../fixtures/orders.ts'
import { openPracticeDesk, type PracticeDesk } from '../fixtures/practice-desk.ts'
import { someNumbers } from '../porting/bulk-numbers.ts'
import { NO_SECRETS, tn } from '../bandwidth/orders-at-hand.ts'
import { aLocalOrder } from './a-local-order.ts'

// What stands in a memory that was restored may have changed at Bandwidth in the time that is forgotten.

const DANA = 'U0DANA'
const LEE = { by: 'U0LEE', isApprover: true } as const

/** What somebody does who began it before the restore. */
type Press = () => Promise<unknown>
type Begin = (place: PracticeDesk) => Promise<Press>

const WRITES: Record<IntentKind, Begin | { readonly makesNewBecause: string }> = {
  order: recreate,
  bulk: recreateWhole,
  validation: { makesNewBecause: 'a check is of numbers, and of no order' },
  async document(place) {
    const number = await aDraft(place)
    const offerId = await offerOf(place, number)
    return () => attachAs(place, offerId)
  },
  async note(place) {
    const number = await submitted(place)
    return () => writeNote(place.desk, { number, text: 'Please confirm.', by: DANA })
  },
  async 'bulk-note'(place) {
    const number = await submittedBulk(place)
    return () => writeNote(place.desk, { number, text: 'Please confirm.', by: DANA })
  },
  async edit(place) {
    const number = await aDraft(place)
    const content = await contentOf(place, number, { loaAuthorizingPerson: 'K Lopez' })
    return () => editOrder(place.desk, { number, by: DANA, content, secrets: null })
  },
  async change(place) {
    const number = await rejected(place)
    const { subscriber } = aLocalOrder()
    const moved = { ...subscriber, serviceAddress: { ...subscriber.serviceAddress, city: 'Cary' } }
    const content = await contentOf(place, number, { subscriber: moved })
    const fields = new Set(['city'] as const)
    return () => changeOrder(place.desk, { number, by: DANA, fields, content, secrets: null })
  },
  async 'bulk-edit'(place) {
    const number = await aBulkDraft(place)
    const { shared } = await bulkOf(place, number)
    const other = { ...shared, loaAuthorizingPerson: 'K Lopez' }
    return () => editShared(place.desk, { number, by: DANA, shared: other, shown: [] })
  },
  async delete(place) {
    const number = await aDraft(place)
    return () => endProven(place.desk, DELETE_DRAFT, { number, by: DANA })
  },
  async 'bulk-delete'(place) {
    const number = await aBulkDraft(place)
    return () => endProven(place.desk, DELETE_BULK, { number, by: DANA })
  },
  async 'bulk-attach'(place) {
    const child = await aDraft(place)
    const number = await aBulkDraft(place)
    return () => attachChild(place.desk, { number, child, by: DANA })
  },
  async 'bulk-detach'(place) {
    const child = await childOf(place, await aBulkDraft(place))
    return () => detachFromBulk(place.desk, { child, by: DANA })
  },
  async keep(place) {
    const number = await aDraft(place)
    return () => extendNow(place.desk, EXTEND_ORDER, { number, by: DANA })
  },
  async 'bulk-keep'(place) {
    const number = await aBulkDraft(place)
    return () => extendNow(place.desk, EXTEND_BULK, { number, by: DANA })
  },
  async 'retry-validation'(place) {
    const number = await unchecked(place)
    return () => changeProven(place.desk, RETRY_VALIDATION, { number, by: DANA })
  },
  async 'bulk-retry-validation'(place) {
    const number = await aBulkDraft(place, [tn('8445620100')])
    for (let minute = 0; minute < 6; minute += 1) await pass(place, number, 60_000)
    return () => changeProven(place.desk, RETRY_BULK_VALIDATION, { number, by: DANA })
  },
}

const APPROVED: Record<`${'order' | 'bulk'}: ${ApprovalOperation}`, Begin | null> = {
  'order: submit': async (place) => approving(place, await aDraft(place), 'submit'),
  'order: cancel': async (place) => approving(place, await submitted(place), 'cancel'),
  'order: activate': async (place) => approving(place, await agreedToday(place), 'activate'),
  async 'order: change'(place) {
    const number = await rejected(place)
    const content = await contentOf(place, number, { loaAuthorizingPerson: 'K Lopez' })
    const fields = new Set(['loaAuthorizingPerson'] as const)
    const requested = { number, by: DANA, fields, content, secrets: null }
    const asked = await changeOrder(place.desk, requested)
    if (asked.kind !== 'asked') throw new Error(`The change was ${asked.kind}.`)
    return () => approveRequest(place.desk, asked.approval.id, LEE)
  },
  'bulk: submit': async (place) => approving(place, await readyBulk(place), 'submit'),
  'bulk: cancel': async (place) => approving(place, await submittedBulk(place), 'cancel'),
  'bulk: activate': null,
  'bulk: change': null,
}

const BESIDE: Record<string, Begin> = {
  async 'numbers that failed are removed'(place) {
    const number = await unchecked(place, ['8005550100', '8445550100'])
    return () => takeOutInvalid(place.desk, { number, by: DANA })
  },
  async 'the customer’s consent'(place) {
    const number = await rejected(place, '7421')
    const consent = { who: 'J Rivera', day: day('2026-12-01'), codes: ['7421'], note: 'Agreed.' }
    return () => recordConsent(place.desk, { number, by: DANA, ...consent })
  },
  async 'an order in place of a rejected one'(place) {
    const number = await rejected(place)
    const content = await contentOf(place, number, {})
    const draft = { content, secrets: NO_SECRETS, channel: 'C0PORTING' }
    return () => replaceOrder(place.desk, { number, by: DANA, ...draft })
  },
  async 'other numbers for a bulk order'(place) {
    const number = await aBulkDraft(place)
    const [first] = someNumbers(1)
    const numbers = first === undefined ? [] : [first]
    return () => changeBulkNumbers(place.desk, { number, how: 'remove', numbers, by: DANA })
  },
  async 'a bulk order without what can’t port'(place) {
    const number = await aBulkDraft(place, [tn('6057250100')])
    return () => takeOutRefusedNumbers(place.desk, { number, by: DANA })
  },
  async 'a table of what its orders have'(place) {
    const number = await aBulkDraft(place)
    const child = await childOf(place, number)
    const secrets = { accountNumber: null, pin: null }
    const own = valuesOf(await contentOf(place, child, { loaAuthorizingPerson: 'K Lopez' }))
    const facts = { ...own, ...secrets } as ChildFacts
    const rows = [{ number: child, facts }]
    return () => fillChildren(place.desk, { number, rows, by: DANA })
  },
  async 'numbers that were still to be given'(place) {
    const number = await aBulkDraft(place)
    await writeBulk(place.desk.db, number, { list: { is: 'unsent' } })
    return () => advanceBulk(place.desk, number)
  },
}

const ROWS = Object.entries<Begin | { readonly makesNewBecause: string } | null>({
  ...WRITES,
  ...APPROVED,
  ...BESIDE,
}).filter((row): row is [string, Begin] => typeof row[1] === 'function')

describe('after a restore nothing is sent about an order before it was read again:', () => {
  it.each(ROWS)('%s', async (_, begin) => {
    const place = await openPracticeDesk()
    const press = await begin(place)
    place.clock.advance(60_000)
    await markRestored(place.desk.db, place.clock.now())
    const before = place.bandwidth.control.transcript().length
    await press()
    const calls = place.bandwidth.control.transcript().slice(before)
    const writes = calls.filter(({ method }) => method !== 'GET')
    expect(writes).not.toEqual([])
    expect(blindly(calls)).toEqual([])
  })
})

describe('what was done in the time that is forgotten is not done once more:', () => {
  it('a document is attached once', async () => {
    const place = await openPracticeDesk()
    const number = await aDraft(place)
    const before = await offerOf(place, number)
    await attachAs(place, before)
    // As the backup knows it.
    await moveOffer(place.desk.db, before, ['attached'], { state: 'offered' })
    place.clock.advance(60_000)
    await markRestored(place.desk.db, place.clock.now())

    expect(await attachAs(place, before)).toMatchObject({ state: 'attached' })
    const id = (await idOf(place, number)) as OrderId
    expect(await place.desk.bandwidth.listDocuments(id)).toHaveLength(1)
    // Whoever drops it anew wants it there once more.
    place.clock.advance(60_000)
    await attachAs(place, await offerOf(place, number, 'F2'))
    expect(await place.desk.bandwidth.listDocuments(id)).toHaveLength(2)
  })

  it('a list of numbers does not take the place of a later one', async () => {
    const place = await openPracticeDesk()
    const number = await aBulkDraft(place)
    const { id } = await bulkOf(place, number)
    if (id === null) throw new Error('It was not made.')
    await writeBulk(place.desk.db, number, { list: { is: 'unsent' } })
    await place.elsewhere.putBulkNumbers(id, someNumbers(1))
    place.clock.advance(60_000)
    await markRestored(place.desk.db, place.clock.now())
    await pass(place, number, 20_000)
    await pass(place, number, 20_000)

    expect((await savedNumbers(place.desk.db, number)).desired).toEqual(someNumbers(1))
    expect(numbersIn(await place.desk.bandwidth.getBulkNumbers(id))).toEqual(someNumbers(1))
  })

  it('a list of numbers that waits is given to no bulk order that is gone, which is told as gone', async () => {
    const place = await openPracticeDesk()
    const number = await aBulkDraft(place)
    const { id } = await bulkOf(place, number)
    if (id === null) throw new Error('It was not made.')
    await writeBulk(place.desk.db, number, { list: { is: 'unsent' } })
    await place.elsewhere.deleteBulk(id)
    place.clock.advance(60_000)
    await markRestored(place.desk.db, place.clock.now())
    await pass(place, number, 20_000)

    expect((await bulkOf(place, number)).endedAt).not.toBeNull()
    expect(place.logged.filter(({ event }) => event === 'bug')).toEqual([])
  })

  it('a rejected order is not drafted a second time', async () => {
    const place = await openPracticeDesk()
    const number = await rejected(place)
    const content = await contentOf(place, number, {})
    const draft = { content, secrets: NO_SECRETS, channel: 'C0PORTING' }
    await place.elsewhere.createDraft({
      customerOrderId: 'elsewhere' as CustomerOrderId,
      content,
      secrets: NO_SECRETS,
    })
    await markRestored(place.desk.db, place.clock.now())
    await expect(replaceOrder(place.desk, { number, by: DANA, ...draft })).rejects.toThrow(
      /already has an order with the numbers of #1001/,
    )
  })
})

/** What was sent about an order that had not been read, or made without looking for one like it. */
function blindly(
  calls: readonly Readonly<Record<'method' | 'path' | 'reply', string>>[],
): readonly string[] {
  const read = new Set<string>()
  const paths = new Set<string>()
  const blind: string[] = []
  for (const { method, path, reply } of calls) {
    const [, id = 'list', beneath = ''] =
      /\/(?:bulkP|p)ortins(?:\/([0-9a-f-]{36}))?(\/[^?]+)?/.exec(path) ?? []
    if (method !== 'GET') {
      if (!read.has(id) && !paths.has(path)) blind.push(`${method} ${path}`)
      // What was made by it is known.
      const made = /<(?:OrderId|BulkOrderId|Id)>([^<]+)</i.exec(reply)?.[1]
      if (id === 'list' && made !== undefined) read.add(made)
    } else if (beneath === '') read.add(id)
    else paths.add(path)
  }
  return blind
}

async function aDraft(place: PracticeDesk, content: OrderContent = aLocalOrder()): Promise<number> {
  const draft = { by: DANA, channel: 'C0PORTING', content, secrets: NO_SECRETS }
  const drafted = await draftOrder(place.desk, draft)
  if (drafted.kind !== 'made') throw new Error(`The draft was ${drafted.kind}.`)
  return drafted.number
}

/** A toll-free draft whose numbers did not all pass their check. */
async function unchecked(place: PracticeDesk, numbers = ['8445620100']): Promise<number> {
  const number = await aDraft(place, {
    ...aLocalOrder(),
    numbers: numbers.map(tn),
    billingTelephoneNumber: null,
  })
  place.clock.advance(5 * 60_000)
  await syncOrder(place.desk, number)
  return number
}

async function submitted(place: PracticeDesk, content?: OrderContent): Promise<number> {
  const number = await aDraft(place, content)
  await (
    await approving(place, number, 'submit')
  )()
  await synced(place, number)
  return number
}

async function rejected(place: PracticeDesk, code = '7510'): Promise<number> {
  const number = await submitted(place)
  place.bandwidth.control.reject(await idOf(place, number), code)
  await synced(place, number)
  return number
}

async function agreedToday(place: PracticeDesk): Promise<number> {
  const number = await submitted(place, { ...aLocalOrder(), triggered: true })
  place.bandwidth.control.foc(await idOf(place, number))
  await synced(place, number)
  const focDay = (await findOrder(place.desk.db, number))?.seen?.actualFocDate?.day
  place.bandwidth.control.turn({ now: `${String(focDay)}T15:00:00Z` })
  await syncOrder(place.desk, number)
  return number
}

/** Asked for before the restore, and approved after it. */
async function approving(
  { desk }: PracticeDesk,
  number: number,
  operation: ApprovalOperation,
): Promise<Press> {
  const asked =
    operation === 'activate'
      ? (await requestActivation(desk, { number, by: DANA })).approvalId
      : (await askApproval(desk, { number, operation, by: DANA })).id
  return () => approveRequest(desk, asked, LEE)
}

/** Two orders that miss nothing but papers. */
async function aBulkDraft(
  place: PracticeDesk,
  more: OrderContent['numbers'] = [],
): Promise<number> {
  const { subscriber, siteId, loaAuthorizingPerson } = aLocalOrder()
  const drafted = await draftBulk(place.desk, {
    by: DANA,
    channel: 'C0PORTING',
    shared: { ...noSharedFacts, subscriber, siteId, loaAuthorizingPerson },
    numbers: [...someNumbers(2), ...someNumbers(2, 9_195_560_100), ...more],
    unread: [],
  })
  if (drafted.kind !== 'made') throw new Error(`The draft was ${drafted.kind}.`)
  for (let turn = 0; turn < 3; turn += 1) await pass(place, drafted.number, 20_000)
  return drafted.number
}

/** Each of its orders has its BTN. */
async function readyBulk(place: PracticeDesk): Promise<number> {
  const number = await aBulkDraft(place)
  for (const { number: child, content } of await findChildren(place.desk.db, number)) {
    const [billingTelephoneNumber = null] = content.numbers
    const requested = { content: { ...content, billingTelephoneNumber }, secrets: null }
    await editOrder(place.desk, { number: child, by: DANA, ...requested })
  }
  return number
}

async function submittedBulk(place: PracticeDesk): Promise<number> {
  const number = await readyBulk(place)
  await (
    await approving(place, number, 'submit')
  )()
  await pass(place, number, 60_000)
  return number
}

async function pass(place: PracticeDesk, number: number, ms: number): Promise<void> {
  place.clock.advance(ms)
  await advanceBulk(place.desk, number)
  for (const { number: child } of await findChildren(place.desk.db, number)) {
    await syncOrder(place.desk, child)
  }
}

async function recreate(place: PracticeDesk): Promise<Press> {
  const number = await aDraft(place)
  place.clock.advance(72 * 60 * 60_000)
  await syncOrder(place.desk, number)
  return () => recreatePurgedDraft(place.desk, { number, by: DANA, secrets: NO_SECRETS })
}

async function recreateWhole(place: PracticeDesk): Promise<Press> {
  const number = await aBulkDraft(place)
  await pass(place, number, 72 * 60 * 60_000)
  return () => recreatePurgedBulk(place.desk, { number, by: DANA })
}

function offerOf({ desk }: PracticeDesk, number: number, source = 'F1'): Promise<string> {
  return offerForOrder(desk, { number, source, name: 'loa.pdf', size: 9, by: DANA })
}

function attachAs({ desk }: PracticeDesk, offerId: string): Promise<unknown> {
  const fetch = () => Promise.resolve(Buffer.from('%PDF-1.7\n%%EOF'))
  return attachDocument(desk, { offerId, type: 'LOA', by: DANA, fetch })
}

async function childOf({ desk }: PracticeDesk, bulk: number): Promise<number> {
  const [child] = await findChildren(desk.db, bulk)
  if (child === undefined) throw new Error('It has no orders.')
  return child.number
}

async function contentOf(
  { desk }: PracticeDesk,
  number: number,
  different: Partial<OrderContent>,
): Promise<OrderContent> {
  const order = await findOrder(desk.db, number)
  if (order === undefined) throw new Error(`There is no #${number}.`)
  return { ...order.content, ...different }
}

async function bulkOf({ desk }: PracticeDesk, number: number) {
  const bulk = await findBulk(desk.db, number)
  if (bulk === undefined) throw new Error(`There is no #${number}.`)
  return bulk
}

async function idOf({ desk }: PracticeDesk, number: number): Promise<string> {
  return String((await findOrder(desk.db, number))?.id)
}

async function synced(place: PracticeDesk, number: number): Promise<void> {
  place.clock.advance(5 * 60_000)
  await syncOrder(place.desk, number)
}
