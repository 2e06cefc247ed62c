import { describe, expect, it } from 'vitest'
import { ATX, FRONTIER, MCI, WINDSTREAM, billing, openBulk } from './bulk-caller.ts'
import { requestedDate } from './bandwidth-caller.ts'

const SPECTRUM = '9845550100'
const A_DAY_LATER = '9845560100'
const REJECTING = '9845570100'
const LUMEN = '7205550100'
const DAY = 86_400_000

describe('the submission of a bulk order at the practice Bandwidth', () => {
  it('is refused with what each child lacks, and sends nothing', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.checked([FRONTIER, WINDSTREAM, ATX])
    bandwidth.clock.advance(5_000)
    const frontier = await bandwidth.childOf(id, FRONTIER)
    await bandwidth.update(frontier, billing(FRONTIER))
    const refused = await bandwidth.submit(id)
    expect(refused.status).toBe(400)
    expect(refused.text).toMatch(/<ResponseStatus>\s*<Description>[^<]+<\/Description>\s*<\/Resp/)
    expect(refused.all('PortinOrderId')).toEqual([await bandwidth.childOf(id, WINDSTREAM)])
    expect(refused.all('ErrorCode')).toEqual(['7103'])
    expect(await bandwidth.status(id)).toBe('VALID_DRAFT_TNS')
    expect((await bandwidth.order(frontier)).one('ProcessingStatus')).toBe('DRAFT')
  })

  it('asks for all of its orders on one day that each can meet, but for a day that one was given', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.checked([FRONTIER, WINDSTREAM, LUMEN])
    const windstream = await bandwidth.childOf(id, WINDSTREAM)
    for (const tn of [FRONTIER, WINDSTREAM, LUMEN]) {
      await bandwidth.update(await bandwidth.childOf(id, tn), billing(tn))
    }
    const own = '2026-12-14T16:30:00.000Z'
    await bandwidth.update(windstream, requestedDate(own))
    expect((await bandwidth.submit(id)).status).toBe(200)
    const dates: Record<string, string | null> = {}
    for (const child of await bandwidth.children(id)) {
      const order = await bandwidth.order(child)
      dates[order.one('PhoneNumber') ?? ''] = order.one('RequestedFocDate')
    }
    const common = '2026-12-08T16:30:00Z'
    expect(dates).toEqual({
      [FRONTIER]: common,
      [LUMEN]: common,
      [WINDSTREAM]: '2026-12-14T16:30:00Z',
    })
  })

  it('waits until a toll-free child has been checked', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.create()
    await bandwidth.put(id, [ATX])
    bandwidth.clock.advance(90_000)
    expect((await bandwidth.submit(id)).one('ErrorCode')).toBe('7637')
    bandwidth.clock.advance(2_000)
    expect((await bandwidth.submit(id)).status).toBe(200)
  })

  it.each([
    ['without a list', [], '7704'],
    ['while the list is checked', null, '7648'],
    ['without a portable number', ['8445550100'], '7653'],
    ['with a number that cannot go', [FRONTIER, '8445550100'], '7648'],
  ])('is refused %s', async (_when, tns, code) => {
    const bandwidth = await openBulk()
    const id = await bandwidth.create()
    if (tns === null) await bandwidth.put(id, [FRONTIER])
    else if (tns.length > 0) {
      await bandwidth.put(id, tns)
      bandwidth.clock.advance(120_000)
    }
    const refused = await bandwidth.submit(id)
    expect([refused.status, refused.one('ErrorCode')]).toEqual([400, code])
  })

  it('is not possible for one child of a draft alone', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.checked([FRONTIER])
    const child = await bandwidth.childOf(id, FRONTIER)
    const submit = '<ProcessingStatus>SUBMITTED</ProcessingStatus>'
    const refused = await bandwidth.update(child, `${submit}${billing(FRONTIER)}`)
    expect([refused.status, refused.all('Code').at(-1)]).toEqual([409, '7717'])
    expect(refused.one('ProcessingStatus')).toBe('EXCEPTION')
  })

  it('sends every child on its way', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.submitted([FRONTIER, WINDSTREAM, ATX, MCI])
    expect(await bandwidth.status(id)).toBe('IN_PROGRESS')
    bandwidth.clock.advance(10_000)
    const statuses = bandwidth.control.orders().map(({ status }) => status)
    expect(statuses.sort()).toEqual([
      'PENDING_DOCUMENTS',
      'PENDING_DOCUMENTS',
      'SUBMITTED',
      'SUBMITTED',
    ])
    expect((await bandwidth.put(id, [FRONTIER])).one('ErrorCode')).toBe('7711')
    expect((await bandwidth.submit(id)).one('ErrorCode')).toBe('7648')
  })
})

describe('a running bulk order at the practice Bandwidth', () => {
  it('needs attention as long as a child is in EXCEPTION, and names it in its list', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.submitted([FRONTIER, REJECTING])
    const child = await bandwidth.childOf(id, REJECTING)
    bandwidth.clock.advance(120_000)
    expect(await bandwidth.status(id)).toBe('NEEDS_ATTENTION')
    const list = await bandwidth.call('GET', `/bulkPortins/${id}/portinList`)
    expect([list.one('ErrorCode'), list.one('portinOrderId')]).toEqual(['7402', child])
    const mended = '<CustomerOrderId>Move 7</CustomerOrderId><PeerId>521435</PeerId>'
    expect((await bandwidth.update(child, mended)).status).toBe(200)
    expect(await bandwidth.status(id)).toBe('IN_PROGRESS')
  })

  it.each([
    ['COMPLETED', ['complete', 'complete']],
    ['CANCELLED', ['cancelled', 'cancelled']],
    ['PARTIAL', ['complete', 'cancelled']],
  ])('ends as %s when its children ended %j', async (end, operations) => {
    const bandwidth = await openBulk()
    const id = await bandwidth.submitted([FRONTIER, WINDSTREAM])
    bandwidth.clock.advance(10_000)
    const [one = '', other = ''] = await bandwidth.children(id)
    await bandwidth.door(`orders/${one}/${operations[0] ?? ''}`)
    expect(await bandwidth.status(id)).toBe('IN_PROGRESS')
    await bandwidth.door(`orders/${other}/${operations[1] ?? ''}`)
    expect(await bandwidth.status(id)).toBe(end)
    const shown = (await bandwidth.tns(id)).one('ProcessingStatus')
    expect(shown).toBe(end === 'CANCELLED' ? 'CANCELED' : end)
    const patched = await bandwidth.patch(id, '<PeerId>521435</PeerId>')
    expect(patched.status).toBe(400)
  })

  it('moves everybody to the latest FOC, except who is detached', async () => {
    const bandwidth = await openBulk()
    const tns = [SPECTRUM, A_DAY_LATER, FRONTIER, WINDSTREAM]
    const id = await bandwidth.submitted(tns)
    const [spectrum, frontier, windstream] = await Promise.all(
      [SPECTRUM, FRONTIER, WINDSTREAM].map((tn) => bandwidth.childOf(id, tn)),
    )
    bandwidth.clock.advance(10_000)
    bandwidth.control.foc(windstream ?? '', '2026-12-10T16:30:00Z')
    await bandwidth.list(id, [spectrum ?? '', frontier ?? ''])
    bandwidth.control.foc(frontier ?? '', '2026-12-15T16:30:00Z')
    bandwidth.clock.advance(120_000)
    const dates = await Promise.all(
      [spectrum, frontier, windstream].map(async (child) =>
        (await bandwidth.order(child ?? '')).one('ActualFocDate'),
      ),
    )
    expect(dates).toEqual(['2026-12-15T16:30:00Z', '2026-12-15T16:30:00Z', '2026-12-10T16:30:00Z'])
  })

  it('patches under the rules of each child, and changes none when one refuses', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.submitted([FRONTIER, LUMEN])
    bandwidth.clock.advance(10_000)
    const person = '<LoaAuthorizingPerson>Kim Doe</LoaAuthorizingPerson>'
    const refused = await bandwidth.patch(id, person)
    expect([refused.status, refused.one('PortinOrderId'), refused.one('ErrorCode')]).toEqual([
      400,
      await bandwidth.childOf(id, LUMEN),
      '7306',
    ])
    const frontier = await bandwidth.childOf(id, FRONTIER)
    expect((await bandwidth.order(frontier)).one('LoaAuthorizingPerson')).toBe('Jo Rivera')
    const target = await bandwidth.patch(id, '<TargetRespOrgId>JYT02</TargetRespOrgId>')
    expect([target.status, target.one('ErrorCode')]).toEqual([409, '7535'])
    const spid = await bandwidth.patch(id, '<AlternateSpid>1234</AlternateSpid>')
    expect([spid.status, spid.one('ErrorCode')]).toEqual([400, '7708'])
    expect((await bandwidth.patch(id, '<PeerId>521435</PeerId>')).status).toBe(200)
    expect((await bandwidth.order(frontier)).one('PeerId')).toBe('521435')
    expect((await bandwidth.patch(id, '<PeerId>521434</PeerId>')).one('ErrorCode')).toBe('7300')
  })

  it('keeps a child’s last day before it goes live as it is', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.submitted([FRONTIER, WINDSTREAM])
    bandwidth.clock.advance(10_000)
    const frontier = await bandwidth.childOf(id, FRONTIER)
    bandwidth.control.foc(frontier, '2026-12-08T16:30:00Z')
    bandwidth.clock.set(Date.parse('2026-12-08T10:00:00Z'))
    bandwidth.control.foc(await bandwidth.childOf(id, WINDSTREAM), '2026-12-15T16:30:00Z')
    bandwidth.clock.advance(DAY)
    expect(await bandwidth.order(frontier).then((each) => each.one('ProcessingStatus'))).toBe(
      'COMPLETE',
    )
  })

  it('is a draft again when all its children are detached, and they live on', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.submitted([FRONTIER])
    const child = await bandwidth.childOf(id, FRONTIER)
    expect((await bandwidth.list(id, [])).status).toBe(200)
    expect(await bandwidth.status(id)).toBe('DRAFT')
    bandwidth.clock.set(Date.parse('2026-12-04T09:30:00Z'))
    expect((await bandwidth.bulk(id)).status).toBe(404)
    const order = await bandwidth.order(child)
    expect([order.one('ProcessingStatus'), order.one('BulkPortinOrderId')]).toEqual([
      'SUBMITTED',
      null,
    ])
  })
})

describe('the child list of a bulk order at the practice Bandwidth', () => {
  const draft = (tn: string, more = '') =>
    `<LnpOrder><ProcessingStatus>DRAFT</ProcessingStatus>${more}
    <ListOfPhoneNumbers><PhoneNumber>${tn}</PhoneNumber></ListOfPhoneNumbers></LnpOrder>`

  async function made(bandwidth: Awaited<ReturnType<typeof openBulk>>, content: string) {
    return (await bandwidth.call('POST', '/portins', content)).one('OrderId') ?? ''
  }

  it('takes drafts that exist, and their numbers with them', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.create()
    const order = await made(bandwidth, draft(FRONTIER))
    const attached = await bandwidth.list(id, [order])
    expect([attached.status, attached.all('PortinOrderId')]).toEqual([200, [order]])
    expect(await bandwidth.status(id)).toBe('VALID_DRAFT_TNS')
    expect(await bandwidth.childOf(id, FRONTIER)).toBe(order)
    await bandwidth.list(id, [])
    expect(await bandwidth.status(id)).toBe('DRAFT')
    expect((await bandwidth.order(order)).one('ProcessingStatus')).toBe('DRAFT')
  })

  it('shows an attached child beside everything else when the list is invalid', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.checked(['8445550100'])
    const order = await made(bandwidth, draft(FRONTIER))
    await bandwidth.list(id, [order])
    const read = await bandwidth.tns(id)
    expect(read.text).not.toContain('ChildPortinOrderList')
    expect(read.all('OrderId').sort()).toEqual([id, order].sort())
    expect(read.text).toMatch(new RegExp(`<PortableTnList>\\s*<TN>${FRONTIER}`))
  })

  it('refuses, and changes nothing when one is refused', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.checked([FRONTIER], requestedDate('2026-12-07Z'))
    const own = await bandwidth.children(id)
    const other = await bandwidth.checked([WINDSTREAM])
    const [foreign = ''] = await bandwidth.children(other)
    const over = await bandwidth.submitted([SPECTRUM])
    const [running = ''] = await bandwidth.children(over)
    const loose = await bandwidth.submitted([REJECTING])
    const [sent = ''] = await bandwidth.children(loose)
    await bandwidth.list(loose, [])
    const [twin, one, same, slow] = await Promise.all(
      [FRONTIER, '9195550199', '9195550199', '7205550100'].map((tn) => made(bandwidth, draft(tn))),
    )
    const refusal = async (into: string, ids: (string | undefined)[]) => {
      const kept = await bandwidth.children(into)
      const refused = await bandwidth.list(into, [...kept, ...ids.map((each) => each ?? '')])
      expect(await bandwidth.children(into)).toEqual(kept)
      return [refused.status, refused.all('ErrorCode'), refused.all('portinOrderId')]
    }
    expect(await refusal(id, ['nobody'])).toEqual([400, ['7700'], ['nobody']])
    expect(await refusal(id, [foreign])).toEqual([400, ['7701'], [foreign]])
    expect(await refusal(id, [sent])).toEqual([400, ['7712'], [sent]])
    expect(await refusal(over, [one])).toEqual([400, ['7713'], [one]])
    expect(await refusal(over, [sent])).toEqual([400, ['7716'], [sent]])
    expect(await refusal(id, [slow])).toEqual([400, ['7715'], [slow]])
    expect(await refusal(id, [twin])).toEqual([400, ['7718'], [twin]])
    expect(await refusal(id, [one, same])).toEqual([400, ['7719'], [same]])
    bandwidth.clock.advance(10_000)
    bandwidth.control.complete(sent)
    expect(await refusal(id, [sent])).toEqual([400, ['7714'], [sent]])
    await bandwidth.put(id, [FRONTIER])
    expect((await bandwidth.list(id, own)).one('ErrorCode')).toBe('7711')
    expect((await bandwidth.order(running)).one('BulkPortinOrderId')).toBe(over)
  })

  it('holds a new date against the estimate of every child', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.checked([FRONTIER, LUMEN])
    const refused = await bandwidth.patch(id, requestedDate('2026-12-08Z'))
    expect([refused.status, refused.all('ErrorCode'), refused.one('PortinOrderId')]).toEqual([
      400,
      ['7715'],
      await bandwidth.childOf(id, LUMEN),
    ])
    expect((await bandwidth.patch(id, requestedDate('2026-12-09Z'))).status).toBe(200)
  })

  it('loses a draft that is deleted', async () => {
    const bandwidth = await openBulk()
    const id = await bandwidth.checked([FRONTIER, WINDSTREAM])
    const [one = '', other = ''] = await bandwidth.children(id)
    await bandwidth.call('DELETE', `/portins/${one}`)
    expect(await bandwidth.children(id)).toEqual([other])
    await bandwidth.call('DELETE', `/portins/${other}`)
    expect(await bandwidth.status(id)).toBe('DRAFT')
  })
})
