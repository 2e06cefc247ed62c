import { XMLParser } from 'fast-xml-parser'

export interface Xml {
  readonly name: string
  readonly children: readonly Xml[]
  readonly text: string
  /** Only those of a request; nothing that is written has any. */
  readonly attributes?: Readonly<Record<string, string>>
}

export type Content = Xml | string | number | boolean | null | undefined

/** An element of elements or of one text; what is null or undefined is left out. */
export function element(name: string, ...content: readonly Content[]): Xml {
  const present = content.filter((part) => part !== null && part !== undefined)
  const children = present.filter((part) => typeof part === 'object')
  const text = present.filter((part) => typeof part !== 'object').map(String)
  return { name, children, text: text.join('') }
}

/** An element with a text, or nothing where there is no text. */
export function field(
  name: string,
  text: string | number | boolean | null | undefined,
): Xml | null {
  return text === null || text === undefined ? null : element(name, text)
}

export function list(name: string, each: string, texts: readonly string[]): Xml {
  return element(name, ...texts.map((text) => element(each, text)))
}

export function child(parent: Xml | undefined, name: string): Xml | undefined {
  return parent?.children.find((candidate) => candidate.name === name)
}

export function childText(parent: Xml | undefined, name: string): string | undefined {
  return child(parent, name)?.text
}

export function childTexts(parent: Xml | undefined, name: string): string[] {
  return (parent?.children ?? []).filter((each) => each.name === name).map((each) => each.text)
}

/** The same tree with every text passed through `change`. */
export function mapText(xml: Xml, change: (name: string, text: string) => string): Xml {
  return {
    ...xml,
    children: xml.children.map((each) => mapText(each, change)),
    text: xml.text === '' ? '' : change(xml.name, xml.text),
  }
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escape = (text: string) => text.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign)

export function writeXml(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${write(root, '')}`
}

function write({ name, children, text }: Xml, indent: string): string {
  if (children.length > 0) {
    const inside = children.map((each) => write(each, `${indent}    `)).join('')
    return `${indent}<${name}>\n${inside}${indent}</${name}>\n`
  }
  return `${indent}${text === '' ? `<${name}/>` : `<${name}>${escape(text)}</${name}>`}\n`
}

const parser = new XMLParser({
  preserveOrder: true,
  parseTagValue: false,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  ignoreDeclaration: true,
  ignorePiTags: true,
  htmlEntities: true,
})

/** Reads a request, keeping the order of elements. Null for what is not XML. */
export function readXml(text: string): Xml | null {
  return isBalanced(text) ? (readNodes(parser.parse(text))[0] ?? null) : null
}

// The parser mends what is broken; a server does not.
function isBalanced(text: string): boolean {
  const open: string[] = []
  const bare = text.replace(/<!--[^]*?-->|<\?[^]*?\?>|<!\[CDATA\[[^]*?\]\]>/g, '').trim()
  for (const [, close, name = '', , empty] of bare.matchAll(/<(\/?)([^\s/>]+)([^<>]*?)(\/?)>/g)) {
    if (close && open.pop() !== name) return false
    if (!close && !empty) open.push(name)
  }
  return open.length === 0 && bare.startsWith('<') && bare.endsWith('>')
}

// With `preserveOrder` the parser returns [{ name: [children], ':@': attributes }, { '#text': 'text' }].
function readNodes(nodes: unknown): Xml[] {
  return nodesOf(nodes).flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text')
    if (name === undefined) return []
    const inside = node[name]
    const text = nodesOf(inside).map((each) => each['#text'] ?? '')
    return [
      {
        name,
        children: readNodes(inside),
        text: text.map(String).join('').trim(),
        ...attributesOf(node),
      },
    ]
  })
}

function attributesOf({ ':@': found }: Node): Pick<Xml, 'attributes'> {
  if (typeof found !== 'object' || found === null) return {}
  return { attributes: Object.fromEntries(Object.entries(found).map(([k, v]) => [k, String(v)])) }
}

type Node = Readonly<Record<string, unknown>>

const isNode = (node: unknown): node is Node => typeof node === 'object' && node !== null

const nodesOf = (nodes: unknown): Node[] => (Array.isArray(nodes) ? nodes.filter(isNode) : [])
