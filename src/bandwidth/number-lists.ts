/** They hold numbers and nothing else, thousands of them; in lower case. */
export const NUMBER_LISTS: ReadonlySet<string> = new Set([
  'tnlist',
  'portabletnlist',
  'notvalidatedtnlist',
  'telephonenumbers',
  'portablenumbers',
  'listofphonenumbers',
])

/** What such a list's elements are called. */
export const NUMBER_ELEMENT = /^(?:tn|phonenumber|telephonenumber|tollfreenumber)$/i

/** A list of numbers as it was written: one text for each of its elements, which all have one name. */
export interface PlainList {
  readonly element: string
  readonly texts: readonly string[]
}

interface WithoutLists {
  /** The source, with each extracted list replaced by one element that holds its mark. */
  readonly source: string
  readonly lists: readonly PlainList[]
}

/** More than a reply has orders and errors. */
const MOST_LISTS = 50_000

/** A character that XML cannot hold, so nobody else has written it. */
const MARK = '\0'
const LIST_OPENS = new RegExp(`<(${[...NUMBER_LISTS].join('|')})>`, 'gi')
/**
 * No entity, no quotes: whatever surrounds the list, it means the same with and without them. No blanks at
 * its ends: it is its own text.
 */
const PLAIN_TEXT = /^[\w+(](?:[\w +().-]*[\w)])?$/
/** Its first element, and how far it is to the next. */
const FIRST = /\s{0,99}<([a-z]{2,20})>[\w +().-]{0,99}(<\/\1>\s{0,99})(?:<\1>)?/iy

/**
 * Most of a large reply is lists of numbers. Those that are nothing but that are read here, in one pass;
 * the rest is left to the parser, whatever is in any way unusual included.
 */
export function takeOutLists(source: string): WithoutLists {
  const lists: PlainList[] = []
  // Inside a comment or CDATA it would not be a list.
  if (source.includes(MARK) || source.includes('<!') || source.includes('<?', 1)) {
    return { source, lists }
  }
  const endOf = createEndFinder(source)
  let rest = ''
  let from = 0
  let coveredTo = 0
  for (const { 0: opens, 1: name = '', index } of source.matchAll(LIST_OPENS)) {
    if (index < coveredTo) continue
    const start = index + opens.length
    const end = endOf(`</${name}>`, start)
    if (end === -1) continue
    coveredTo = end
    const list = plainList(source, start, end)
    if (list === null) continue
    rest += `${source.slice(from, start)}<${list.element}>${MARK}${lists.length}</${list.element}>`
    from = end
    lists.push(list)
    if (lists.length > MOST_LISTS) break
  }
  return { source: rest + source.slice(from), lists }
}

/** The extracted list behind a mark; undefined for any other text. */
export function listMarkedBy(text: string, lists: readonly PlainList[]): PlainList | undefined {
  return text.startsWith(MARK) ? lists[Number(text.slice(1))] : undefined
}

/** Searches the source once for each name, however many lists begin and never end. */
function createEndFinder(source: string): (closes: string, start: number) => number {
  const found = new Map<string, number>()
  return (closes, start) => {
    const known = found.get(closes)
    if (known !== undefined && (known === -1 || known >= start)) return known
    const end = source.indexOf(closes, start)
    found.set(closes, end)
    return end
  }
}

/** As machines write lists, with the same between all their elements; null for any other. */
function plainList(source: string, start: number, end: number): PlainList | null {
  FIRST.lastIndex = start
  const [, element = '', closes = ''] = FIRST.exec(source) ?? []
  if (!NUMBER_ELEMENT.test(element)) return null
  const opens = `<${element}>`
  const inside = source.slice(start, end).trim()
  const last = `</${element}>`
  if (!inside.endsWith(last)) return null
  const texts = inside.slice(opens.length, -last.length).split(closes + opens)
  return texts.every((text) => PLAIN_TEXT.test(text)) ? { element, texts } : null
}
