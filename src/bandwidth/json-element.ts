import type { XmlElement } from './xml.ts'

/** Deeper than any honest refusal. */
const DEEPEST = 12
/** Longer than any honest sentence. */
const LONGEST_TEXT = 1_000

/**
 * Converts a refusal in JSON, as written by a gateway in front of Bandwidth or by version 2, into
 * elements of the same names, so that one reader handles both. Null if it is no JSON object or list.
 */
export function readJsonElement(body: string): XmlElement | null {
  const value = parse(body)
  if (typeof value !== 'object' || value === null) return null
  // An object is the status of the whole reply; an array is its list of errors.
  return new JsonElement('status', Array.isArray(value) ? { errors: value } : value, 0)
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

class JsonElement implements XmlElement {
  readonly name: string
  readonly #value: unknown
  readonly #depth: number

  constructor(name: string, value: unknown, depth: number) {
    this.name = name
    this.#value = value
    this.#depth = depth
  }

  child(elementName: string): XmlElement {
    return this.children(elementName)[0] ?? new JsonElement('', null, DEEPEST)
  }

  children(elementName: string): readonly XmlElement[] {
    return this.elements().filter(({ name }) => name.toLowerCase() === elementName.toLowerCase())
  }

  elements(): readonly XmlElement[] {
    const value = this.#value
    if (typeof value !== 'object' || value === null || this.#depth === DEEPEST) return []
    return Object.entries(value).flatMap(([name, inside]: [string, unknown]) =>
      (Array.isArray(inside) ? inside : [inside]).map(
        (one) => new JsonElement(name, one, this.#depth + 1),
      ),
    )
  }

  texts(named: RegExp): readonly (string | null)[] {
    return this.elements()
      .filter(({ name }) => named.test(name))
      .map((one) => one.text())
  }

  text(): string | null {
    const value = this.#value
    if (typeof value !== 'string' && typeof value !== 'number') return null
    const text = String(value).trim().slice(0, LONGEST_TEXT)
    return text === '' ? null : text
  }

  attributes(): readonly never[] {
    return []
  }
}
