declare const xmlBrand: unique symbol
/** Text that is XML already; made here and nowhere else, so nothing gets in unescaped. */
export type Xml = string & { readonly [xmlBrand]: true }

const NOTHING = '' as Xml

/** `<Name>text</Name>`, or nothing for `null`. Characters that XML cannot hold are left out. */
export function leaf(name: string, text: string | null): Xml {
  return text === null ? NOTHING : (`<${name}>${escape(text)}</${name}>` as Xml)
}

/** `<Name delete="true"/>`: how a PATCH of a bulk order takes a value away. */
export function removal(name: string): Xml {
  return `<${name} delete="true"/>` as Xml
}

export type WriteLine = (name: string, text: string | null) => Xml

export const leafOrRemoval: WriteLine = (name, text) =>
  text === null ? removal(name) : leaf(name, text)

/** An element around others, or nothing when there are none. */
export function group(name: string, ...content: readonly Xml[]): Xml {
  const inside = content.join('')
  return inside === '' ? NOTHING : (`<${name}>${inside}</${name}>` as Xml)
}

export function sequence(...content: readonly Xml[]): Xml {
  return content.join('') as Xml
}

/** Unlike a group, a document has its root element even when nothing is inside. */
export function xmlDocument(rootName: string, ...content: readonly Xml[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><${rootName}>${content.join('')}</${rootName}>`
}

const NOT_IN_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // Written as it is, a reader has to turn it into a line feed.
  '\r': '&#13;',
}

function escape(text: string): string {
  return text
    .replace(NOT_IN_XML, '')
    .replace(/[&<>"'\r]/g, (character) => ESCAPES[character] ?? character)
}
