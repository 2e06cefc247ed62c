import { setImmediate } from 'node:timers/promises'
import { XMLParser } from 'fast-xml-parser'
import { takeOutLongTexts, writtenAs } from './long-texts.ts'
import { listMarkedBy, takeOutLists, type PlainList } from './number-lists.ts'
import { goOn, piecesOf, type ParsedNode } from './pieces.ts'
import { isWellFormed } from './well-formed.ts'

/** Not XML, truncated, or XML of a kind that no genuine reply contains. */
export class UnreadableXml extends Error {
  override readonly name = 'UnreadableXml'
}

/**
 * An element to ask questions of. A missing one answers "nothing" to all of them. Names are compared
 * without regard to case: Bandwidth writes `Tn` and `TN`, `ActualFocDate` and `ActualFOCDate`,
 * `accountId` and `AccountId`, and never means two things by them.
 */
export interface XmlElement {
  readonly name: string
  /** The first of that name. */
  child(name: string): XmlElement
  children(name: string): readonly XmlElement[]
  elements(): readonly XmlElement[]
  /** The texts of those right below that have such a name: a list may have twenty thousand. */
  texts(named: RegExp): readonly (string | null)[]
  /** Trimmed; `null` when the element is missing or empty. What the text means is for its reader to say. */
  text(): string | null
  /** As they are written; without declarations of namespaces, which say nothing. */
  attributes(): readonly (readonly [name: string, value: string])[]
}

// Text only. Left to guess, the parser turns a PIN of 0042 into the number 42. Entities are decoded
// here because the parser does not know numeric ones, and knows others that XML does not have.
export const PARSER_OPTIONS = {
  preserveOrder: true,
  parseTagValue: false,
  ignoreAttributes: false,
  parseAttributeValue: false,
  attributeNamePrefix: '',
  ignoreDeclaration: true,
  ignorePiTags: true,
  processEntities: false,
  cdataPropName: '#cdata',
  jPath: false,
  maxNestedTags: 50,
} as const
const parser = new XMLParser(PARSER_OPTIONS)

/** The root element. Throws `UnreadableXml`; refuses every DTD, so no entity can be defined. */
export function parseXml(text: string): XmlElement {
  const steps = stepsOf(text)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** The same, so that whatever else waits has its turn between two steps. */
export async function parseXmlInTurns(text: string): Promise<XmlElement> {
  const steps = stepsOf(text)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    await setImmediate()
  }
}

function* stepsOf(text: string): Generator<undefined, XmlElement> {
  const { source, lists } = takeOutLists(text.trim())
  yield
  if (hasMoreMarks(source)) throw new UnreadableXml('more elements than any reply has')
  if (/<!doctype/i.test(source)) throw new UnreadableXml('a DTD is not accepted')
  if (!isWellFormed(source)) throw new UnreadableXml('not well-formed, or cut off')

  yield
  const { source: short, texts } = takeOutLongTexts(source)
  yield
  const nodes: ParsedNode[] = []
  for (const piece of piecesOf(short)) {
    goOn(nodes, parseNodes(piece.source), piece.reopened)
    yield
  }
  const [root] = elementsIn(nodes, { lists, texts })
  if (root === undefined) throw new UnreadableXml('no root element')
  return root
}

/**
 * Tags and entities outside lists of numbers. Five hundred complete orders have some thirty thousand;
 * this many block the event loop for as long as is acceptable.
 */
const MOST_MARKS = 170_000
/** An attribute takes as long as ten elements, and no reply is known to have any. */
const MOST_ATTRIBUTES = 20_000

function hasMoreMarks(source: string): boolean {
  return (
    countUpTo(MOST_MARKS, source, '<') + countUpTo(MOST_MARKS, source, '&') > MOST_MARKS ||
    countUpTo(MOST_ATTRIBUTES, source, '="') + countUpTo(MOST_ATTRIBUTES, source, "='") >
      MOST_ATTRIBUTES
  )
}

function countUpTo(most: number, source: string, mark: string): number {
  let count = 0
  for (
    let at = source.indexOf(mark);
    at !== -1 && count <= most;
    at = source.indexOf(mark, at + 1)
  ) {
    count += 1
  }
  return count
}

type Attributes = Readonly<Record<string, string>>
/** The other key of an element that has any. */
const ATTRIBUTES = ':@'

function parseNodes(source: string): readonly ParsedNode[] {
  try {
    return parser.parse(source) as readonly ParsedNode[]
  } catch (cause) {
    throw new UnreadableXml('not readable as XML', { cause })
  }
}

/** What the parser was not given, with its marks in what it was. */
interface TakenOut {
  readonly lists: readonly PlainList[]
  readonly texts: readonly string[]
}

function elementsIn(nodes: readonly ParsedNode[], out: TakenOut): XmlElement[] {
  const elements: XmlElement[] = []
  for (const node of nodes) {
    for (const name in node) {
      const content = node[name]
      if (typeof content === 'object' && name !== '#cdata' && name !== ATTRIBUTES) {
        elements.push(elementOf(name, content, out, node[ATTRIBUTES] as Attributes | undefined))
      }
    }
  }
  return elements
}

function elementOf(
  name: string,
  content: readonly ParsedNode[],
  out: TakenOut,
  attributes: Attributes | undefined,
): XmlElement {
  const list = out.lists.length === 0 ? undefined : listIn(content, out.lists)
  return list === undefined
    ? new ParsedElement(name, content, out, attributes)
    : new ListElement(name, list)
}

/** The list extracted from here: what remains is one element with nothing but its mark. */
function listIn(
  [only, more]: readonly ParsedNode[],
  lists: readonly PlainList[],
): PlainList | undefined {
  if (only === undefined || more !== undefined) return undefined
  const [content] = Object.values(only)
  if (typeof content !== 'object' || content[0] === undefined) return undefined
  return listMarkedBy(plainText(content[0]), lists)
}

/** A class, because a reply may have a hundred thousand of them: closures would cost as much as the parse. */
class ParsedElement implements XmlElement {
  readonly name: string
  readonly #nodes: readonly ParsedNode[]
  readonly #out: TakenOut
  readonly #attributes: Attributes | undefined
  #elements: readonly XmlElement[] | undefined
  #byName: Map<string, XmlElement[]> | undefined

  constructor(
    name: string,
    nodes: readonly ParsedNode[],
    out: TakenOut,
    attributes: Attributes | undefined,
  ) {
    this.name = name
    this.#nodes = nodes
    this.#out = out
    this.#attributes = attributes
  }

  child(elementName: string): XmlElement {
    const elements = this.elements()
    // Most have a few below them; a map of those would cost more than it saves.
    if (elements.length <= A_FEW) return elements.find(isCalled(elementName)) ?? MISSING
    return this.children(elementName)[0] ?? MISSING
  }

  children(elementName: string): readonly XmlElement[] {
    if (this.elements().length <= A_FEW) return this.elements().filter(isCalled(elementName))
    this.#byName ??= Map.groupBy(this.elements(), ({ name }) => name.toLowerCase())
    return this.#byName.get(elementName.toLowerCase()) ?? []
  }

  elements(): readonly XmlElement[] {
    return (this.#elements ??= elementsIn(this.#nodes, this.#out))
  }

  texts(named: RegExp): readonly (string | null)[] {
    const texts: (string | null)[] = []
    for (const node of this.#nodes) {
      for (const name in node) {
        const content = node[name]
        if (typeof content === 'object' && named.test(name)) texts.push(textIn(content, this.#out))
      }
    }
    return texts
  }

  text(): string | null {
    return textIn(this.#nodes, this.#out)
  }

  attributes(): readonly (readonly [string, string])[] {
    if (this.#attributes === undefined) return []
    return Object.entries(this.#attributes)
      .filter(([name]) => !NAMESPACE.test(name))
      .map(([name, value]) => [name, decodeEntities(value)])
  }
}

const NAMESPACE = /^xmlns(?::|$)/

/** A list of numbers, of which elements are only made for who asks for them. */
class ListElement implements XmlElement {
  readonly name: string
  readonly #list: PlainList
  #elements: readonly XmlElement[] | undefined

  constructor(name: string, list: PlainList) {
    this.name = name
    this.#list = list
  }

  child(elementName: string): XmlElement {
    return this.children(elementName)[0] ?? MISSING
  }

  children(elementName: string): readonly XmlElement[] {
    const isItsElement = elementName.toLowerCase() === this.#list.element.toLowerCase()
    return isItsElement ? this.elements() : []
  }

  elements(): readonly XmlElement[] {
    const { element, texts } = this.#list
    return (this.#elements ??= texts.map((text) => new TextElement(element, text)))
  }

  texts(named: RegExp): readonly (string | null)[] {
    const { element, texts } = this.#list
    return named.test(element) ? texts : []
  }

  text(): null {
    return null
  }

  /** What has any is not taken out as a list. */
  attributes(): readonly never[] {
    return []
  }
}

class TextElement implements XmlElement {
  readonly name: string
  readonly #text: string

  constructor(name: string, text: string) {
    this.name = name
    this.#text = text
  }

  child(): XmlElement {
    return MISSING
  }

  children(): readonly XmlElement[] {
    return []
  }

  elements(): readonly XmlElement[] {
    return []
  }

  texts(): readonly string[] {
    return []
  }

  text(): string {
    return this.#text
  }

  attributes(): readonly never[] {
    return []
  }
}

const MISSING: XmlElement = {
  name: '',
  child: () => MISSING,
  children: () => [],
  elements: () => [],
  texts: () => [],
  text: () => null,
  attributes: () => [],
}

const A_FEW = 8

function isCalled(elementName: string): (element: XmlElement) => boolean {
  const inLower = elementName.toLowerCase()
  return ({ name }) => name.length === inLower.length && name.toLowerCase() === inLower
}

function textIn(nodes: readonly ParsedNode[], { texts }: TakenOut): string | null {
  let text = ''
  const [first] = nodes
  if (nodes.length === 1 && first !== undefined && typeof first['#text'] === 'string') {
    return trimmed(decodeEntities(writtenAs(first['#text'], texts)))
  }
  for (const node of nodes) {
    text += decodeEntities(writtenAs(plainText(node), texts))
    const verbatim = node['#cdata']
    if (typeof verbatim === 'object') text += verbatim.map(plainText).join('')
  }
  return trimmed(text)
}

function trimmed(text: string): string | null {
  const inside = text.trim()
  return inside === '' ? null : inside
}

function plainText(node: ParsedNode): string {
  const text = node['#text']
  return typeof text === 'string' ? text : ''
}

const ENTITY = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([\da-fA-F]{1,6}));/g
const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
}

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    ENTITY,
    (asWritten, name?: string, decimal?: string, hexadecimal?: string) => {
      if (name !== undefined) return NAMED[name] ?? asWritten
      return character(decimal === undefined ? parseInt(hexadecimal ?? '', 16) : Number(decimal))
    },
  )
}

function character(codePoint: number): string {
  const isCharacter =
    codePoint > 0 && codePoint <= 0x10ffff && !(codePoint >= 0xd800 && codePoint <= 0xdfff)
  return isCharacter ? String.fromCodePoint(codePoint) : '\ufffd'
}
