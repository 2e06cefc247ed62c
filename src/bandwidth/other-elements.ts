import { createHash } from 'node:crypto'
import type { XmlElement } from './xml.ts'

/** How an element is known. An unknown one is stored, shown, and approved under its path. */
export type Known =
  /** A field with a value; if `means` cannot read its text, the text is stored as an unknown element. */
  | { readonly kind: 'field'; readonly means: (text: string) => unknown }
  /** As `field`, any number of times, each meaning once. */
  | { readonly kind: 'list'; readonly means: (text: string) => unknown }
  /** Held by the secrets of the reading. */
  | { readonly kind: 'secret' }
  /** Says nothing to people, but is approved with the rest. */
  | { readonly kind: 'unshown' }
  /** Moves on its own, so no approval can hold it. */
  | { readonly kind: 'volatile'; readonly because: string }
  | { readonly kind: 'group'; readonly elements: KnownElements }

/** By their names in lower case. */
export type KnownElements = ReadonlyMap<string, Known>

type Texts = Readonly<Record<string, string>>

/** What no field holds, by path, like `TnAttributes/TnAttribute`; an element without a text is an empty one. */
interface OtherElements {
  readonly shown: Texts
  readonly unshown: Texts
  /** Account numbers, PINs and whatever else its name calls a secret. Never stored, never shown. */
  readonly secret: Texts
}

export function knownElements(known: Readonly<Record<string, Known>>): KnownElements {
  return new Map(Object.entries(known).map(([name, how]) => [name.toLowerCase(), how]))
}

export const text: Known = { kind: 'field', means: (said) => said }
export const secret: Known = { kind: 'secret' }
export const unshown: Known = { kind: 'unshown' }
export const field = (means: (said: string) => unknown): Known => ({ kind: 'field', means })
export const listOf = (means: (said: string) => unknown): Known => ({ kind: 'list', means })
export const knownGroup = (known: Readonly<Record<string, Known>>): Known => ({
  kind: 'group',
  elements: knownElements(known),
})
export const volatile = (because: string): Known => ({ kind: 'volatile', because })

const SECRET_ELEMENT = /account_?number|^pin|pin_?(?:number|code)?$|pass(?:word|code)|secret/i

export function readOtherElements(root: XmlElement, known: KnownElements): OtherElements {
  const found: Found = { shown: new Map(), unshown: new Map(), secret: new Map() }
  const top: Place = { path: '', isSecret: false }
  readGroup(root, known, top, found)
  readAttributes(root, known, top, found)
  return {
    shown: canonical(found.shown),
    unshown: canonical(found.unshown),
    secret: canonical(found.secret),
  }
}

type Found = Record<keyof OtherElements, Map<string, string[]>>

interface Place {
  readonly path: string
  /** It is inside an element that holds secrets. */
  readonly isSecret: boolean
}

function readGroup(parent: XmlElement, known: KnownElements, place: Place, found: Found): void {
  const byName = Map.groupBy(parent.elements(), ({ name }) => name.toLowerCase())
  for (const [name, elements] of byName) {
    const how = known.get(name)
    for (const element of leftOver(elements, how)) {
      collect(element, within(place, element), how?.kind === 'unshown' ? 'unshown' : 'shown', found)
    }
    const [first] = elements
    if (how?.kind !== 'group' || first === undefined) continue
    const inside = within(place, first)
    const said = first.text()
    if (said !== null) add(found, inside, 'shown', said)
    readGroup(first, how.elements, inside, found)
  }
}

/** No field covers attributes, so all are stored except those of volatile elements. */
function readAttributes(
  element: XmlElement,
  known: KnownElements,
  place: Place,
  found: Found,
): void {
  for (const [name, value] of element.attributes()) {
    const { isSecret } = within(place, { name })
    // Among several of one name, the text identifies the element.
    const said = [value, element.text()].filter((one) => one !== null).join(' on ')
    add(found, { path: `${place.path}@${name}`, isSecret }, 'shown', said)
  }
  for (const below of element.elements()) {
    const how = known.get(below.name.toLowerCase())
    if (how?.kind === 'volatile') continue
    const inside = how?.kind === 'group' ? how.elements : NONE_KNOWN
    readAttributes(below, inside, within(place, below), found)
  }
}

const NONE_KNOWN: KnownElements = new Map()

/** Elements of one name that no field covers: of a field or a group only the first is read. */
function leftOver(elements: readonly XmlElement[], how: Known | undefined): readonly XmlElement[] {
  switch (how?.kind) {
    case undefined:
    case 'unshown':
      return elements
    case 'volatile':
      return []
    case 'secret':
    case 'group':
      return elements.slice(1)
    case 'field':
      return elements.filter((element, index) => index > 0 || !isRead(element, how.means))
    case 'list': {
      const before = new Set<unknown>()
      return elements.filter((element) => {
        const meant = how.means(element.text() ?? '')
        const isRepeated = before.has(meant)
        before.add(meant)
        return isRepeated || !isRead(element, how.means)
      })
    }
  }
}

/** An empty field and a missing one are the same. */
function isRead(element: XmlElement, means: (text: string) => unknown): boolean {
  if (element.elements().length > 0) return false
  const said = element.text()
  return said === null || means(said) !== null
}

/** The texts of an element and of all below it. */
function collect(element: XmlElement, place: Place, kind: 'shown' | 'unshown', found: Found): void {
  const elements = element.elements()
  const said = element.text()
  if (said !== null || elements.length === 0) add(found, place, kind, said ?? '')
  for (const alike of Map.groupBy(elements, ({ name }) => name.toLowerCase()).values()) {
    const [first] = alike
    if (first === undefined) continue
    // Collecting several groups of one name text by text loses which texts belong together.
    if (alike.length > 1 && alike.some((one) => one.elements().length > 0)) {
      add(found, within(place, first), kind, digestOf(alike.map(treeOf).sort().join()))
    }
    for (const below of alike) collect(below, within(place, below), kind, found)
  }
}

function within({ path, isSecret }: Place, { name }: Pick<XmlElement, 'name'>): Place {
  return {
    path: path === '' ? name : `${path}/${name}`,
    isSecret: isSecret || SECRET_ELEMENT.test(name) || name.toLowerCase() === 'wirelessinfo',
  }
}

function add(
  found: Found,
  { path, isSecret }: Place,
  kind: 'shown' | 'unshown',
  said: string,
): void {
  const texts = found[isSecret ? 'secret' : kind]
  const one = said.replace(/\s+/g, ' ')
  const known = texts.get(path)
  if (known === undefined) texts.set(path, [one])
  else known.push(one)
}

/** A canonical form of an element, independent of the order of its children. */
function treeOf(element: XmlElement): string {
  return JSON.stringify([
    element.name.toLowerCase(),
    element.text()?.replace(/\s+/g, ' ') ?? '',
    [...element.attributes()].sort(),
    element.elements().map(treeOf).sort(),
  ])
}

const LONGEST_TEXT = 200

/** The order of siblings means nothing. */
function canonical(texts: ReadonlyMap<string, readonly string[]>): Texts {
  return Object.fromEntries(
    [...texts]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([path, said]) => {
        const [only = ''] = said
        return [path, shortened(said.length === 1 ? only : JSON.stringify([...said].sort()))]
      }),
  )
}

function shortened(said: string): string {
  return said.length <= LONGEST_TEXT ? said : `${said.slice(0, 60)}… (${digestOf(said)})`
}

function digestOf(said: string): string {
  return `fingerprint ${createHash('sha256').update(said).digest('hex')}`
}
