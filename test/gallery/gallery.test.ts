import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/slack/blocks.ts'
import { buttonsOf, readMarkup, readMessage } from '../slack/read-message.ts'
import { refusalsOf } from '../slack/slack-takes.ts'
import { neverSaidIn } from '../fixtures/glossary.ts'
import { GALLERY } from './cases.ts'
import type { Case } from './family.ts'

/** What a notification shows. */
const FIRST_LINE = 80
/** Of a phone's line. */
const CHARACTERS = 45
/** Two characters wide. */
const EMOJI = /:[a-z_]+:/g
/** Of a form on a desk. */
const ONE_LINE = 75
const MOST_BUTTONS = 4
/** Of orders to choose from each is its own label. */
const ENDS_WITHOUT_A_VERB = /^(?:More…|#\d+ · .*)$/
const CUSTOMER = /Acme|Consolidated|Koala/
const VERB =
  /^(?:Activate|Add|Approve|Ask|Attach|Cancel|Change|Check|Choose|Continue|Copy|Delete|Deny|Detach|Disagree|Download|Draft|Edit|Fix|Hand over|I’m on it|Keep|Name|Open|Overwrite|Port|Pre-approve|Recheck|Recreate|Refresh|Remind|Remove|Renew|Reply|Request|Resend|Save|Send|Show|Stop|Use|View|Withdraw|Write)\b/

describe.each(GALLERY)('every $name', ({ name, cases, mostLines }) => {
  it.each(cases)('$name: Slack takes it, and it speaks by the glossary', ({ shown }) => {
    expect(refusalsOf(shown)).toEqual([])
    expect(textsIn(shown).flatMap(neverSaidIn)).toEqual([])
  })

  it.each(messagesIn(cases))(
    '$name: says in its first line what happened to which order',
    (one) => {
      const [first = ''] = readMarkup(one.shown.text)
        .replaceAll('*', '')
        .split(/\n|(?<=[.?]) | \(|, since /)
      expect(first.length, first).toBeLessThanOrEqual(FIRST_LINE)
      if (one.isOfOrder) expect(first).toMatch(/#1042 · (?:Acme|Consolidated)/)
    },
  )

  it.each(messagesIn(cases))('$name: fits a phone, and says no hour twice', (one) => {
    expect(linesOnPhone(one.shown)).toBeLessThanOrEqual(
      /longest/.test(one.name) ? mostLines.longest : mostLines.usual,
    )
    const hours = hoursIn(wordsOf(one.shown))
    expect(twiceIn(hours)).toEqual([])
  })

  it.each(messagesIn(cases))('$name: says no day of an order twice', ({ shown, isOfOrder }) => {
    // A list of days names each; the first line names the one that counts.
    if (isOfOrder && name !== 'bulk-update')
      expect(twiceIn(daysIn(wordsOf(withoutFields(shown))))).toEqual([])
  })

  it.each(cases)('$name: names each order with its customer', ({ shown, isOfOrder }) => {
    const said = textsIn(shown).map(withoutUrls)
    const named = new Set(
      said.flatMap((text) => [...text.matchAll(/#\d{4}(?= · \S)/g)].map(String)),
    )
    const isNew = /new orders start at/.test(said.join('\n'))
    const nameless = ordersIn(said.join('\n')).filter((order) => !named.has(order) && !isNew)
    // The orders of a bulk order have its customer, and a form is of one customer.
    const isOfOne = (isOfOrder || 'type' in shown) && CUSTOMER.test(said.join('\n'))
    expect(isOfOne ? [] : nameless).toEqual([])
  })

  it.each(messagesIn(cases))('$name: what is heard of it are sentences', ({ shown: { text } }) => {
    const lines = text.split('\n').map((line) =>
      readMarkup(line)
        .replaceAll('*', '')
        .replaceAll(/`[^`]*`/g, 'portin'),
    )
    // No emoji, no sign that is read out as such, no link, no table, nothing that hangs.
    const odd = lines.filter(
      (line) =>
        /:[a-z_]+:|[●○→←✓•|~]|(?<!\w)_|_(?!\w)|<(?!#)|https?:|undefined|null| {2}/.test(line) ||
        / ·$|[,;(]$/.test(line) ||
        (line !== '' && !/^[\p{L}\p{N}“"`#@<(]/u.test(line)),
    )
    expect(odd).toEqual([])
    expect(text).not.toMatch(/:$/)
  })

  it.each(cases)('$name: each sentence begins as one', ({ shown }) => {
    const said = textsIn(shown).flatMap((text) => readMarkup(text).split('\n'))
    expect(said.filter((line) => /[a-z)”]\.\*? [a-z]|^(?:• )?[a-z]+ .*\.$/.test(line))).toEqual([])
  })

  it.each(cases)('$name: no sentence ends before a middle dot', ({ shown }) => {
    expect(textsIn(shown).filter((text) => /[.!]\*? · /.test(text))).toEqual([])
  })

  it.each(messagesIn(cases))('$name: who only hears it hears of every order in it', (one) => {
    const { shown } = one
    // The orders of a bulk order are a button away, and a new number is nobody’s yet.
    if (/\(bulk\)|empty database/.test(shown.text) && name !== 'digest') return
    const heard = ordersIn(shown.text)
    const seen = ordersIn(textsIn(shown.blocks).join('\n'))
    expect(seen.filter((order) => !heard.includes(order))).toEqual([])
  })

  it.each(cases)('$name: every button says with a verb what it does', ({ shown }) => {
    const without = labelsIn(shown).filter(
      (label) => !VERB.test(label) && !ENDS_WITHOUT_A_VERB.test(label),
    )
    expect(without).toEqual([])
  })

  it.each(messagesIn(cases))('$name: offers four things at most', ({ shown }) => {
    expect(buttonsOf(shown).length).toBeLessThanOrEqual(MOST_BUTTONS)
  })

  it.each(cases)('$name: a hint is one line', ({ shown }) => {
    for (const hint of hintsIn(shown)) expect(hint.length, hint).toBeLessThanOrEqual(ONE_LINE)
  })

  it.each(messagesIn(cases))('$name: nothing secret is read out', ({ shown }) => {
    expect(shown.text).not.toMatch(/Orchard Ln|account number \d|PIN \d/)
  })
})

function messagesIn(cases: readonly Case[]): readonly (Case & { readonly shown: Message })[] {
  return cases.flatMap((one) => ('type' in one.shown ? [] : [{ ...one, shown: one.shown }]))
}

function ordersIn(said: string): readonly string[] {
  return [...new Set([...said.matchAll(/#\d{4}\b/g)].map(([order]) => order))]
}

function twiceIn(said: readonly string[]): readonly string[] {
  return said.filter((one, at) => said.indexOf(one) !== at)
}

function daysIn(said: string): readonly string[] {
  return [...said.matchAll(/\b[A-Z][a-z]{2}, [A-Z][a-z]{2} \d+\b/g)].map(([day]) => day)
}

/** Each of these stands alone: a date that was requested, and one that it can be changed until. */
function withoutFields(shown: Message): Message {
  return { ...shown, blocks: shown.blocks.filter((block) => !('fields' in block)) }
}

/** All but the buttons; what the reader's Slack counts has no hour. */
function wordsOf({ blocks }: Message): string {
  return textsIn(blocks.filter(({ type }) => type !== 'actions'))
    .filter((text) => !/^\*(?:Recent activity|Approvals)\*/.test(text))
    .join('\n')
    .replaceAll(/<!date[^>]*>/g, '')
}

/** Each hour with its day, which is the one named before it where it has none of its own. */
function hoursIn(said: string): readonly string[] {
  let day = 'today'
  return [
    ...said.matchAll(/\b([A-Z][a-z]{2}, [A-Z][a-z]{2} \d+)\b|\b(\d{1,2}(?::\d\d)? [AP]M)\b/g),
  ].flatMap(([, named, hour]) => {
    day = named ?? day
    return hour === undefined ? [] : [`${day} ${hour}`]
  })
}

/** Without buttons, what is small, and the rows of a check. */
function linesOnPhone({ blocks, text }: Message): number {
  const body = blocks.filter(({ type }) => type === 'section')
  return readMessage({ text, blocks: body.map(asCounted) })
    .replaceAll(/<[^|<>]*\|([^<>]*)>|\*/g, '$1')
    .replaceAll(EMOJI, 'xx')
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARACTERS)), 0)
}

/** The reader's Slack says of every age how long it is. */
function asCounted(block: Message['blocks'][number]): Message['blocks'][number] {
  const words = JSON.stringify(block).replaceAll(/<!date\^\d+\^\{ago\}\|[^>]*>/g, '23 hours ago')
  return JSON.parse(words) as Message['blocks'][number]
}

function hintsIn(shown: Case['shown']): readonly string[] {
  return shown.blocks.flatMap((block) =>
    'element' in block && block.hint !== undefined ? [block.hint.text] : [],
  )
}

/** What stands on its buttons, wherever they are, and on that which sends a form. */
function labelsIn(shown: unknown): readonly string[] {
  if (typeof shown !== 'object' || shown === null) return []
  const { type = null, text = null, submit = null } = shown as Record<string, unknown>
  const label = type === 'button' ? text : submit
  const own = textsIn({ label })
  return [...own, ...Object.values(shown).flatMap(labelsIn)]
}

function withoutUrls(text: string): string {
  return text.replaceAll(/<[^|<>]*\|([^<>]*)>/g, '$1')
}

/** Every text in it, as it stands. */
function textsIn(shown: unknown): readonly string[] {
  if (typeof shown !== 'object' || shown === null) return []
  return Object.entries(shown).flatMap(([key, value]) =>
    key === 'text' && typeof value === 'string' ? [value] : textsIn(value),
  )
}
