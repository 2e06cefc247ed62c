import { plainText } from './plain-text.ts'
import { readNumbers } from './read-numbers.ts'
import { showNumber, type TelephoneNumber } from './telephone-number.ts'
import { listed } from './names-in-words.ts'

export interface MatchableChild {
  readonly number: number
  readonly numbers: readonly TelephoneNumber[]
  /** Business, carrier, RespOrg. */
  readonly names: readonly string[]
}

interface DocumentMatch {
  /** The file's id. */
  readonly file: string
  readonly match: {
    readonly number: number
    /** To be read after "because": "its name has #1043 and 919-555-0100". */
    readonly because: string
  } | null
  /** Without a match, those that it could be for; nobody guesses among them. */
  readonly others: readonly number[]
}

/** A piece of a file name, and all children that it speaks of. */
interface Claim {
  readonly piece: string
  readonly of: ReadonlySet<number>
}

/**
 * Which child each file is for, by its name: our order number, a telephone number, words of the names
 * that not all children share. All that the name says has to agree on one child; else there is no match.
 */
export function matchDocuments(
  files: readonly { readonly id: string; readonly name: string }[],
  children: readonly MatchableChild[],
): readonly DocumentMatch[] {
  const known = indexOf(children)
  return files.map(({ id, name }) => {
    const claims = claimsOf(name, known)
    const [first, ...others] = agreedBy(claims)
    if (first !== undefined && others.length === 0) {
      const pieces = [...new Set(claims.map(({ piece }) => piece))]
      const because = `its name has ${listed(pieces, MOST_PIECES)}`
      return { file: id, match: { number: first, because }, others: [] }
    }
    const candidates =
      first === undefined ? claims.flatMap(({ of }) => [...of]) : [first, ...others]
    return { file: id, match: null, others: [...new Set(candidates)].sort((a, b) => a - b) }
  })
}

function agreedBy(claims: readonly Claim[]): readonly number[] {
  const [first, ...rest] = claims
  return first === undefined
    ? []
    : [...first.of].filter((number) => rest.every(({ of }) => of.has(number)))
}

const MOST_PIECES = 3

interface Index {
  readonly orders: ReadonlySet<number>
  readonly byNumber: ReadonlyMap<TelephoneNumber, ReadonlySet<number>>
  readonly byWords: ReadonlyMap<string, ReadonlySet<number>>
}

function indexOf(children: readonly MatchableChild[]): Index {
  const byNumber = new Map<TelephoneNumber, Set<number>>()
  const byWords = new Map<string, Set<number>>()
  for (const { number, numbers, names } of children) {
    for (const tn of numbers) put(byNumber, tn, number)
    for (const name of names)
      for (const words of phrasesOf(name).keys()) put(byWords, words, number)
  }
  for (const [words, of] of byWords) {
    if (children.length > 1 && of.size === children.length) byWords.delete(words)
  }
  return { orders: new Set(children.map(({ number }) => number)), byNumber, byWords }
}

function put<Key>(index: Map<Key, Set<number>>, key: Key, number: number): void {
  const known = index.get(key)
  if (known === undefined) index.set(key, new Set([number]))
  else known.add(number)
}

const EXTENSION = /\.[a-z]{2,4}$/i
const DATE = /\b(?:19|20)\d\d[-. ]?(?:0[1-9]|1[0-2])[-. ]?(?:0[1-9]|[12]\d|3[01])\b/g
const OTHER_DATE = /\b\d{1,2}[-. ]\d{1,2}[-. ](?:19|20)\d\d\b/g
const TELEPHONE =
  /(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]*\d{3}[ .-]*\d{4}(?: *(?:to|thru|through|-|\.\.+) *\d{4,10})?/gi
const NAMED_ORDER = /(?:#|\border(?: no\.?| number)?[ #-]*)(\d{4,9})(?!\d)/gi
const BARE_ORDER = /(?<![\d#])\d{4,9}(?!\d)/g

function claimsOf(fileName: string, known: Index): readonly Claim[] {
  const text = plainText(fileName).replace(EXTENSION, '').replaceAll('_', ' ')
  const spoken = readNumbers(text).numbers.flatMap((tn): readonly Claim[] => {
    const of = known.byNumber.get(tn)
    return of === undefined ? [] : [{ piece: showNumber(tn), of }]
  })
  const words = [...phrasesOf(text)].flatMap(([phrase, piece]): readonly Claim[] => {
    const of = known.byWords.get(phrase)
    return of === undefined ? [] : [{ piece: `“${piece}”`, of }]
  })
  return [...ordersIn(text, known), ...spoken, ...words]
}

function ordersIn(text: string, { orders }: Index): readonly Claim[] {
  const rest = text.replace(DATE, ' ').replace(OTHER_DATE, ' ').replace(TELEPHONE, ' ')
  const named = [...text.matchAll(NAMED_ORDER)].map(([, digits]) => Number(digits))
  const bare = [...rest.matchAll(BARE_ORDER)]
    .map(([digits]) => Number(digits))
    .filter((number) => orders.has(number) && !isYear(number))
  // A number that is named but is none of these rules out all of them.
  return [...new Set([...named, ...bare])].map((number) => ({
    piece: `#${number}`,
    of: new Set(orders.has(number) ? [number] : []),
  }))
}

function isYear(number: number): boolean {
  return number >= 1900 && number < 2100
}

/** Words of LOAs and of company names that do not identify one. */
const SAYING_NOTHING = new Set(
  (
    'and for from the with inc llc ltd corp corporation company companies group holdings services service ' +
    'loa letter agency authorization authorisation signed scan scanned copy final draft new old page ' +
    'document documents doc bill billing invoice csr port porting portin number numbers phone phones ' +
    'telephone telecom telecommunications communications wireless wireline mobile cell local toll free ' +
    'tollfree resp org resporg carrier account business order'
  ).split(' '),
)
const MOST_WORDS_TOGETHER = 6
const SHORTEST_WORD = 4
const SHORTEST_PHRASE = 3

/**
 * Runs of words, written together as `tmobile` or `resporg2`, with how they were written: people spell
 * names in file names with blanks, dashes or nothing between.
 */
function phrasesOf(text: string): ReadonlyMap<string, string> {
  const words = text.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').match(/[\p{L}\p{N}]+/gu) ?? []
  const plain = words.map((word) => word.toLowerCase())
  const phrases = new Map<string, string>()
  for (let from = 0; from < plain.length; from++) {
    for (let count = 1; count <= MOST_WORDS_TOGETHER && from + count <= plain.length; count++) {
      const run = plain.slice(from, from + count)
      const phrase = run.join('')
      const isWhole = count === plain.length
      if (!saysSomething(run, isWhole) || phrases.has(phrase)) continue
      phrases.set(phrase, words.slice(from, from + count).join(' '))
    }
  }
  return phrases
}

function saysSomething(run: readonly string[], isWhole: boolean): boolean {
  const phrase = run.join('')
  const shortest = run.length > 1 || isWhole ? SHORTEST_PHRASE : SHORTEST_WORD
  return (
    phrase.length >= shortest &&
    !/^\d+$/.test(phrase) &&
    !run.every((word) => SAYING_NOTHING.has(word))
  )
}
