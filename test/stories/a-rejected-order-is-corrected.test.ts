import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bulkCardOf, refusedBulk } from './bulk-on-the-way.ts'
import {
  ACCOUNT_NUMBER,
  agreed,
  askedToSubmit,
  callsOf,
  endStory,
  orderId,
  PIN,
  whileHeld,
  changesOf,
  reject,
} from './order-on-the-way.ts'
import { buttonsIn, primaryIn, startDay, wordsOf, type PracticeDay } from './practice-day.ts'
import {
  cardOf,
  clearFaults,
  lastAnnounced,
  messages,
  statusAtBandwidth,
  announced,
} from './toll-free-on-the-way.ts'

let day: PracticeDay
beforeEach(async () => {
  day = await startDay()
})
afterEach(() => endStory(day))

/** `#1001`, which the losing carrier had submitted and refuses. */
async function rejected(...errors: readonly { readonly code: string; readonly text: string }[]) {
  await askedToSubmit(day)
  await day.click('approver', 'Approve', /[Ss]ubmit #1001/)
  await reject(day, ...errors)
}

const ADDRESS = { code: '7402', text: 'Address or zip code does not match the customer record' }

/** By the practice clock: from what Bandwidth got to what the thread says of it. */
async function secondsUntilProven(sent: { readonly at: string } | undefined): Promise<number> {
  const proofs = (await messages(day, 'porter')).filter((one) => /changed by/.test(wordsOf(one)))
  return Number(proofs.at(-1)?.ts) - Date.parse(sent?.at ?? '') / 1_000
}

describe('a rejected order', () => {
  it('is corrected by nobody who may not work on orders, and by one of two who do it at once', async () => {
    await rejected(ADDRESS)
    await day.click('guest', 'Fix address', /^\*#1001/)
    await day.until('guest', /Only full members .* port numbers/)
    expect(await day.modal('guest')).toBeNull()

    await day.click('porter', 'Fix address', /^\*#1001/)
    await day.click('porter2', 'Fix address', /^\*#1001/)
    await day.submit('porter', { 'House number': '102' })
    await day.submit('porter2', { 'House number': '104' })
    const [only, ...others] = changesOf(day)
    expect(only?.request).toContain('<HouseNumber>102<')
    expect(others).toEqual([])
    expect(JSON.stringify(await day.modal('porter2'))).toMatch(/102|hasn’t answered/)
    expect(await announced(day, /changed by/)).toHaveLength(1)
    expect(await secondsUntilProven(only)).toBeLessThanOrEqual(5)
    // The same form is sent once; who looks again hears whose answer it waits for, and since when.
    await day.closeForm('porter2')
    await day.command('porter2', 'edit 1001')
    expect((await day.modal('porter2'))?.text).toMatch(/hasn’t answered .* 10:1\d AM ET/)
  })

  it('is proven in its thread within five seconds, also where Bandwidth cannot be read right after', async () => {
    await rejected(ADDRESS)
    await day.click('porter', 'Fix address', /^\*#1001/)
    const path = `/portins/${await orderId(day)}`
    await whileHeld(
      day,
      { method: 'PUT', path },
      () => day.submit('porter', { 'House number': '102' }),
      () => day.fault({ kind: 'status', status: 503, method: 'GET', path, times: 3 }),
    )
    expect(await announced(day, /changed by/)).toEqual([])
    await day.turn({ advance: 'PT5S' })
    expect(await secondsUntilProven(changesOf(day)[0])).toBeLessThan(5.1)
  })

  it('has behind More… all that can be done now, and says kindly what is over by the time it is pressed', async () => {
    await rejected(ADDRESS)
    await day.click('guest', 'More…', /^\*#1001/)
    expect(await day.modal('guest')).toBeNull()

    const more = async (): Promise<string> => {
      await day.click('porter', 'More…', /^\*#1001/)
      const view = await day.modal('porter')
      expect(view?.title).toBe('Order #1001')
      return view?.text ?? ''
    }
    expect(await more()).toMatch(
      /Change\*\n\[Fix address\] \[Resend\] \[Change order\][^]*\[Add LOA\][^]*\[Write note\] \[Ask Bandwidth\] \[Refresh\][^]*\[Show 5 numbers\][^]*\[Cancel and recreate\] \[Request cancel\]/,
    )
    await day.choose('porter', 'Fix address')
    expect((await day.modal('porter'))?.title).toBe('Fix #1001')
    await more()
    await day.restart()
    await day.choose('porter', 'Refresh')
    expect((await day.modal('porter'))?.text).toMatch(/#1001 · Acme Dental[^]*7402/)

    await more()
    await day.carrier('cancelled', await orderId(day))
    await day.turn({ advance: 'PT10M' })
    await day.choose('porter', 'Request cancel')
    expect((await day.modal('porter'))?.text).toMatch(/can’t be canceled anymore/)
    expect(await announced(day, /[Cc]ancel #1001 .*\?\*/)).toEqual([])
  })

  it('ports without a feature by the customer’s word, which is kept and told to Bandwidth once, and goes again', async () => {
    await rejected({ code: '7437', text: 'E6g | Remote Call Forwarding (RCF)' })
    const card = await cardOf(day)
    expect(buttonsIn(card)).toEqual([
      'Port without the feature',
      'Resend',
      'Request cancel',
      'More…',
    ])
    await day.click('guest', 'Port without the feature', /^\*#1001/)
    expect(await day.modal('guest')).toBeNull()

    const notes = () => callsOf(day, 'POST', /\/notes$/)
    const agree = async (as: 'porter' | 'porter2'): Promise<void> => {
      await day.click(as, 'Port without the feature', /^\*#1001/)
      expect((await day.modal(as))?.text).toMatch(/the port ends remote call forwarding/)
      const nobody = await day.submit(as, {})
      expect(Object.keys(nobody.errors ?? {})).toEqual(['The customer knows', 'Who agreed'])
      const agreed = { 'The customer knows': 'The customer agreed to lose it' }
      await day.submit(as, { ...agreed, 'Who agreed': 'Jane Doe, owner' })
      expect((await day.modal(as))?.text).toMatch(/\(7437\)\. .*: Jane Doe, owner, Mon, Nov 30/)
    }
    // A note that is lost told nobody of it: the word is not kept as told.
    await day.fault({ kind: 'drop-before', method: 'POST', path: '/notes$' })
    await agree('porter')
    await day.submit('porter', {})
    expect((await day.modal('porter'))?.text).toMatch(/I don’t know yet if your note on #1001/)
    await day.click('porter2', 'More…', /^\*#1001/)
    expect((await day.modal('porter2'))?.text).not.toContain('Port without the feature')
    await day.closeForm('porter2')
    for (const step of ['PT10S', 'PT65S', 'PT60S', 'PT10S']) await day.turn({ advance: step })
    await day.until('porter', /note on #1001.*never arrived/)
    expect(buttonsIn(await cardOf(day))).toContain('Port without the feature')
    const lost = notes().length

    await agree('porter')
    await agree('porter2')
    expect(notes()).toHaveLength(lost)
    await day.restart()
    await day.submit('porter', {})
    expect((await day.modal('porter'))?.text).toMatch(/Your note is on #1001[^]*\[Resend\]/)
    await day.submit('porter2', {})
    expect((await day.modal('porter2'))?.text).toMatch(/recorded .* that Jane Doe, owner agreed/)
    expect(notes()).toHaveLength(lost + 1)
    await day.command('porter', 'history 1001')
    await day.until('porter', /agreement \(who: Jane Doe, owner, on: 2026-11-30/)
    expect(primaryIn(await cardOf(day))).toEqual(['Resend'])

    await day.choose('porter', 'Resend')
    expect((await day.modal('porter'))?.text).toMatch(/House number:[^]*Requested FOC/)
    await day.submit('porter', { 'House number': '102' })
    await lastAnnounced(day, /changed by dana[^]*house number: 100 to 102/)
    await day.carrier('foc', await orderId(day))
    await day.turn({ advance: 'PT10M' })
    await day.until('porter', /#1001.*: FOC [A-Z]/)
  })

  it('that can’t get on is canceled and drafted again: the new one waits for the cancel, and goes live', async () => {
    await rejected({ code: '6567', text: 'Cancel and resubmit this order' })
    const old = await orderId(day)
    expect(buttonsIn(await cardOf(day))).toEqual([
      ...['Cancel and recreate', 'Add LOA', 'Request cancel', 'More…'],
    ])
    await day.click('guest', 'Cancel and recreate', /^\*#1001/)
    expect(await day.modal('guest')).toBeNull()

    await day.click('porter2', 'Cancel and recreate', /^\*#1001/)
    expect((await day.modal('porter2'))?.text).toMatch(/Business name: Acme Dental[^]*PIN again/)
    await day.restart()
    const secrets = { 'Account number': ACCOUNT_NUMBER, PIN }
    await day.submit('porter2', { ...secrets, 'Requested FOC': 'Wed, Dec 9' })
    expect((await day.modal('porter2'))?.text).toMatch(
      /#1002[^]*Requested approval to cancel \*?#1001/,
    )
    const card = wordsOf(await day.until('porter', /^\*#1002 · Acme Dental/))
    expect(card).toMatch(/<@U0DANA>[^]*Waits until #1001 is canceled/)
    // Who presses it once more is told what there is; the draft does not go out.
    await day.click('porter', 'Cancel and recreate', /^\*#1001/)
    await day.until('porter', /#1002 · .* already replaces #1001/)
    await day.command('porter', 'submit 1002')
    await day.until('porter', /#1002.*isn’t ready[^]*until #1001 is canceled/)
    expect(await announced(day, /[Ss]ubmit #1002 .*\?\*/)).toEqual([])

    await day.click('approver', 'Approve', /[Cc]ancel #1001/)
    await day.carrier('cancelled', old)
    await day.turn({ advance: 'PT10M' })
    expect(await lastAnnounced(day, /^\*#1001 · .*is canceled/)).toMatch(
      /#1002 can be submitted now/,
    )
    await day.click('porter', 'Request approval', /^\*#1002/)
    await day.click('approver', 'Approve', /[Ss]ubmit #1002/)
    await day.turn({ advance: 'PT1M' })
    const ids = (await day.orders()).map(({ id }) => id)
    await day.carrier('foc', ids.find((id) => id !== old) ?? '')
    await day.turn({ advance: 'PT10M' })
    await day.until('porter', /#1002.* FOC/)
  })

  it('says what was sent, takes the address in one form, and is told as with the carrier when Bandwidth shows it', async () => {
    await rejected(ADDRESS)
    const card = await cardOf(day)
    expect(wordsOf(card)).toMatch(/service address[^]*\(7402\)[^]*\*100 Main St/)
    expect(buttonsIn(card)).toEqual(['Fix address', 'Add LOA', 'Request cancel', 'More…'])
    expect(primaryIn(card)).toEqual(['Fix address'])

    const before = callsOf(day, 'GET', /./).length
    await day.click('porter', 'Fix address', /^\*#1001/)
    const form = await day.modal('porter')
    expect(form?.title).toBe('Fix #1001')
    expect(form?.text).toMatch(/• .*service address[^]*Street: Main St[^]*Requested FOC/)
    expect(form?.text).not.toMatch(/Business name|BTN|PIN/)
    const sent = await day.submit('porter', { 'House number': '102' })
    expect(sent.errors).toBeUndefined()
    await day.until('porter', /#1001 .*changed by dana/)
    expect(await lastAnnounced(day, /changed by dana/)).toMatch(
      /house number: 100 to 102[^]*approved by lee/,
    )
    expect(changesOf(day)).toHaveLength(1)
    expect(changesOf(day)[0]?.request).toMatch(/<HouseNumber>102<[^]*/)
    expect(changesOf(day)[0]?.request).not.toContain(PIN)
    expect(callsOf(day, 'GET', /./).length - before + 1).toBeLessThanOrEqual(6)
    // It is with the carrier by Dana's change, and that is told once.
    expect(await announced(day, /Change requested for #1001/)).toEqual([])
    expect(await statusAtBandwidth(day)).toBe('REQUESTED_SUPP')

    await reject(day, ADDRESS)
    expect(await lastAnnounced(day, /#1001 .*was rejected/)).toMatch(
      /second time[^]*still refuses this address[^]*\(7402\)/,
    )
    await day.click('porter', 'Fix address', /^\*#1001/)
    await day.submit('porter', { 'House number': '104' })

    const centrex = { code: '6432', text: 'Centrex Service exists on the line (LNP002W)' }
    await day.turn({ advance: 'PT1M' })
    await day.carrier('remark', await orderId(day), { errors: [centrex] })
    await day.turn({ advance: 'PT10M' })
    const [remark = '', ...more] = await announced(day, /#1001 .*Bandwidth has a comment/)
    expect(remark).toMatch(/6432: “Centrex/)
    expect(remark).not.toContain('<@')
    expect(more).toEqual([])
    await day.carrier('foc', await orderId(day))
    await day.turn({ advance: 'PT10M' })
    await day.until('porter', /#1001.*: FOC [A-Z]/)
  })

  it('is told as not carried out when Bandwidth took the correction and undid it, and asks an approver for another signer', async () => {
    await rejected({ code: '7435', text: 'PIN' }, ADDRESS, { code: '6505', text: 'Authorization' })
    await day.carrier('supp', await orderId(day), { refuse: '7300', on: 'next' })
    await day.click('porter', 'Fix 3 fields', /^\*#1001/)
    expect((await day.modal('porter'))?.text).toMatch(
      /PIN:[^]*House number: 100[^]*Signer \(authorizing person\): J Rivera/,
    )
    // What is the same as it was starts nothing: the carrier wants something else.
    await day.submit('porter', {})
    expect((await day.modal('porter'))?.text).toMatch(/Nothing changed in #[^]*6278/)
    await day.submit('porter', { PIN: 'NEW4471', 'House number': '102' })
    expect((await day.modal('porter'))?.text).toMatch(/didn’t make it/)
    const undone = /#1001 .*change request refused\*? \(7300\)/
    const { blocks } = await day.until('porter', undone)
    expect(buttonsIn({ blocks })).toEqual(['Try again', 'Write note'])
    expect(await announced(day, /changed by/)).toEqual([])

    // What was asked for stands in the form again, but for what is kept nowhere.
    await day.restart()
    await day.click('porter2', 'Try again', undone)
    const again = (await day.modal('porter2'))?.text ?? ''
    expect(again).toMatch(/House number: 102[^]*PIN again/)
    expect(again).not.toMatch(/Signer|Business name|NEW4471/)
    await day.closeForm('porter2')
    expect(primaryIn(await cardOf(day))).toEqual(['Try again'])
    await day.click('porter', 'Write note', undone)
    expect((await day.modal('porter'))?.text).toMatch(/7300/)
    await day.closeForm('porter')

    const sent = changesOf(day).length
    await day.turn({ advance: 'PT1M' })
    await day.command('porter', 'edit 1001')
    expect((await day.modal('porter'))?.text).toMatch(/Can’t change now:.*Target RespOrg/)
    await day.submit('porter', { 'Signer (authorizing person)': 'M Rivera', PIN: 'NEW4471' })
    expect(changesOf(day)).toHaveLength(sent)
    const asked = await day.until('approver', /[Cc]hange #1001 .*\?\*/)
    expect(wordsOf(asked)).toMatch(/signer: J Rivera to M Rivera/)
    expect(wordsOf(asked)).not.toContain('NEW4471')
    await day.click('approver', 'Approve', /[Cc]hange #1001/)
    expect(changesOf(day)).toHaveLength(sent + 1)
    expect(changesOf(day).at(-1)?.request).toContain('NEW4471')
    expect(await lastAnnounced(day, /changed by dana/)).toMatch(/M Rivera[^]*Approved by lee/)
    await day.until('approver', /\*Change requested: #1001/)
  })
})

describe('a rejected order that Bandwidth does not find', () => {
  it('is not said to be gone, gets nothing, and is told as changed once it shows it', async () => {
    await rejected(ADDRESS)
    const path = `/portins/${await orderId(day)}$`
    await day.click('porter', 'Fix address', /^\*#1001/)
    await day.fault({ kind: 'status', status: 404, method: 'GET', path, times: 99 })
    await day.submit('porter', { 'House number': '102' })
    expect((await day.modal('porter'))?.text).toMatch(
      /#1001[^]*Nothing was changed[^]*House number: 102/,
    )
    await clearFaults(day)
    await day.fault({ kind: 'status', status: 404, method: 'PUT', path })
    await day.submit('porter', {})
    expect((await day.modal('porter'))?.text).toMatch(/doesn’t find #1001/)
    expect(await announced(day, /no longer at Bandwidth|changed by/)).toEqual([])
    expect(await statusAtBandwidth(day)).toBe('EXCEPTION')

    // It is taken, and nobody finds the order right after.
    await day.fault({ kind: 'delay', ms: 1, method: 'GET', path, times: 2 })
    await day.fault({ kind: 'status', status: 404, method: 'GET', path, times: 3 })
    await day.submit('porter', {})
    expect((await day.modal('porter'))?.text).toMatch(/^Sent\. .*Don’t send it again/)
    expect(await announced(day, /changed by/)).toEqual([])
    for (const step of ['PT10S', 'PT40S', 'PT70S', 'PT70S']) await day.turn({ advance: step })
    expect(await lastAnnounced(day, /changed by dana/)).toMatch(/house number: 100 to 102/)
    expect(await announced(day, /no longer at Bandwidth|doesn.t show/)).toEqual([])
  })
})

describe('an agreed order', () => {
  const DEC_8 = '2026-12-08T16:30:00Z'

  async function askForDay(label: string): Promise<void> {
    await day.click('porter', 'Request date change', /^\*#1001/)
    const form = await day.modal('porter')
    expect(form?.title).toBe('Change date of #1001')
    expect(form?.text).not.toContain('Business name')
    await day.submit('porter', { 'Requested FOC': label })
  }

  it('moves with the approver’s word only, and says so when the date did not move', async () => {
    await agreed(day, DEC_8)
    await day.command('porter', 'edit 1001')
    const everything = await day.modal('porter')
    expect([everything?.title, everything?.submit]).toEqual(['Change #1001', 'Request approval'])
    expect(everything?.text).toMatch(/Site:[^]*Requested FOC:[^]*Can’t change now: .*Business name/)
    await day.closeForm('porter')
    const drafted = changesOf(day).length
    await askForDay('Tue, Dec 15')
    const asked = wordsOf(await day.until('approver', /[Cc]hange #1001 .*\?\*/))
    expect(asked).toMatch(/Tue, Dec 8.* to Tue, Dec 15.*1 of 3[^]*lost/s)
    await day.click('approver', 'Deny…', /[Cc]hange #1001/)
    await day.submit('approver', { Reason: 'Not in that week' })
    expect(changesOf(day)).toHaveLength(drafted)
    await day.click('porter2', 'Request again', /Not changed: the request for #1001/)
    expect(changesOf(day)).toHaveLength(drafted)
    await day.click('approver', 'Approve', /[Cc]hange #1001/)
    expect(changesOf(day)).toHaveLength(drafted + 1)
    await day.until('porter', /Change requested: #1001/)
    expect(wordsOf(await cardOf(day))).toMatch(/FOC \*Tue, Dec 8\* · .*Tue, Dec 15/)

    await day.carrier('reject', await orderId(day), { code: '7433', text: 'Not possible' })
    await day.turn({ advance: 'PT10M' })
    expect(await lastAnnounced(day, /#1001 .*change request refused/)).toMatch(
      /accepted the change[^]*FOC stays Tue, Dec 8/,
    )

    // Whoever asks does not decide, and what changes meanwhile ends the request.
    await day.click('approver', 'Try again', /change request refused/)
    await day.submit('approver', {})
    expect(wordsOf(await day.until('approver2', /[Cc]hange #1001 .*\?\*/))).toMatch(
      /Tue, Dec 8.* to Tue, Dec 15.*2 of 3/s,
    )
    await day.click('approver', 'Approve', /[Cc]hange #1001/)
    await lastAnnounced(day, /You requested this/, 'approver')
    await day.carrier('foc', await orderId(day), { date: '2026-12-09T16:30:00Z' })
    await day.turn({ advance: 'PT10M' })
    await day.until('approver', /Not changed: .*#1001.* no longer valid/)
    expect(changesOf(day)).toHaveLength(drafted + 1)

    // A form that was opened in time is not sent in the last 24 hours.
    expect(wordsOf(await cardOf(day))).toContain('Change the date until')
    await day.turn({ now: '2026-12-08T16:20:00Z' })
    await day.click('porter', 'Request date change', /^\*#1001/)
    await day.turn({ now: '2026-12-08T17:00:00Z' })
    await day.submit('porter', { 'Requested FOC': 'Thu, Dec 17' })
    expect((await day.modal('porter'))?.text).toMatch(/within 24 hours of going live/)
    expect(changesOf(day)).toHaveLength(drafted + 1)
    await day.closeForm('porter')
    expect(buttonsIn(await cardOf(day))).not.toContain('Request date change')
    await day.command('porter', 'edit 1001')
    expect((await day.modal('porter'))?.text).toMatch(/within 24 hours of going live/)
    await day.command('porter', 'cancel 1001 they stay')
    const cancel = wordsOf(await day.until('approver', /[Cc]ancel #1001 .*\?\*/))
    expect(cancel).toMatch(/usually refuses this within 24 hours \(7301, 7635\)/)
    await day.click('approver', 'Approve', /[Cc]ancel #1001/)
    expect(await announced(day, /#1001 .*is canceled/)).toEqual([])
  })
})

describe('several rejected orders of a bulk order', () => {
  it('are corrected by one form where they were refused for the same, each sent and proven on its own', async () => {
    const orders = await refusedBulk(day, 7, ADDRESS)
    const [first, second, third, fourth] = orders
    await day.carrier('reject', third?.id ?? '', { errors: [{ code: '7435', text: 'PIN' }] })
    await day.turn({ advance: 'PT10M' })
    await day.fault({
      kind: 'status',
      status: 400,
      method: 'PUT',
      path: `/portins/${second?.id ?? ''}$`,
      body: '<LnpOrderResponse><Errors><Code>7307</Code><Description>Not now</Description></Errors></LnpOrderResponse>',
    })
    await day.click('porter', 'Fix address', new RegExp(`^\\*#${first?.number ?? 0} `))
    const form = (await day.modal('porter'))?.text ?? ''
    expect(form).toContain('5 other orders refused for this')
    expect(form).not.toMatch(/Requested FOC:/)
    expect(form).toMatch(/Can’t change now:.*Requested FOC.*detach/)
    // One of them is refused for something else by the time that it is its turn.
    await day.carrier('reject', fourth?.id ?? '', { errors: [{ code: '7435', text: 'PIN' }] })
    await day.submit('porter', { 'House number': '102', '5 other orders refused for this': 'yes' })
    expect((await day.modal('porter'))?.text).toMatch(/Bandwidth shows it: #/)

    const sent = changesOf(day).filter(({ request }) => /<HouseNumber>102</.test(request))
    expect(new Set(sent.map(({ path }) => path)).size).toBe(5)
    expect(sent).toHaveLength(5)
    const said = await lastAnnounced(day, /#1001.*house number corrected in 4 of 6 orders/)
    expect(said).toMatch(new RegExp(`• #${second?.number ?? 0}: .*7307`))
    expect(said).toMatch(new RegExp(`• #${fourth?.number ?? 0} isn’t .*anymore`))
    // Its list is read later; what was corrected by then is no longer called rejected.
    const refused = wordsOf(await bulkCardOf(day))
    expect(refused).toMatch(new RegExp(`#${second?.number ?? 0} .*rejected: address`))
    expect(refused).not.toMatch(new RegExp(`#${first?.number ?? 0}\\b.*rejected`))
    const changed = await announced(day, /changed by dana/)
    expect(changed).toHaveLength(4)
    expect(changed.filter((words) => !words.includes('approved by lee'))).toEqual([])
  })
})
