/** A part of a message, as Slack sends it; nothing about it is certain. */
export type Part = Readonly<Record<string, unknown>>

/** A section, a list, or what stands in it. */
export function elementText(element: Part): string {
  const { type, text, url, name, elements } = element
  if (Array.isArray(elements)) {
    return partsIn(elements)
      .map(elementText)
      .join(type === 'rich_text_list' ? '\n' : '')
  }
  if (type === 'emoji') return typeof name === 'string' ? `:${name}:` : ''
  const said = typeof text === 'string' ? text : typeof url === 'string' ? url : ''
  return partOf(element['style'])['strike'] === true && said.trim() !== ''
    ? `~~${said.trim()}~~`
    : said
}

export function partOf(value: unknown): Part {
  return typeof value === 'object' && value !== null ? (value as Part) : {}
}

export function partsIn(value: unknown): readonly Part[] {
  return Array.isArray(value) ? value.map(partOf) : []
}
