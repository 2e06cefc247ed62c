import { crossedOut } from './plain-text.ts'
import { walkXml } from './workbook/xml-walk.ts'

const WEB_PAGE = /^\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|html|head|body|table)\b/i
const CELLS = ['td', 'th']
const STRUCK = ['s', 'del', 'strike']
const LINES = ['tr', 'p', 'div', 'li', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'pre', 'table']

/** Canvases, mails and what many programs call an Excel file are web pages. */
export function isWebPage(text: string): boolean {
  return WEB_PAGE.test(text)
}

/** What a reader of the page sees, line by line; the cells of a table with tabs between them. */
export function pageText(html: string): string {
  let text = ''
  let cells = 0
  /** What is crossed out, and elements of the same name within it. */
  const struck: string[] = []
  const endLine = (): void => {
    if (!text.endsWith('\n')) text += '\n'
  }
  walkXml(plainTags(html), {
    open(name, attributes) {
      const tag = name.toLowerCase()
      const isStruck = STRUCK.includes(tag) || /line-through/i.test(attributes)
      if (isStruck || struck.at(-1) === tag) struck.push(tag)
      if (tag === 'tr') cells = 0
      if (CELLS.includes(tag) && cells++ > 0) text += '\t'
      if (tag === 'br') text += cells > 0 ? '; ' : '\n'
      else if (cells === 0 && LINES.includes(tag)) endLine()
    },
    close(name) {
      const tag = name.toLowerCase()
      if (struck.at(-1) === tag) struck.pop()
      if (tag === 'tr') cells = 0
      if (cells === 0 && LINES.includes(tag)) endLine()
    },
    text(piece) {
      // A quote would begin a cell that goes over tabs.
      const plain = piece.replace(/\s+/g, ' ').replaceAll('"', '”')
      text += struck.length > 0 ? crossedOut(plain) : plain
    },
  })
  return text.replace(/^[ \n]+|(?<=\n) +/g, '')
}

/** A `<` that begins no tag is one that somebody wrote; the last one ends the last text. */
function plainTags(html: string): string {
  const text = withoutScripts(html).replace(/<(?![a-z/!?])/gi, '&lt;')
  return `${text.replaceAll('&nbsp;', ' ')}<`
}

/** Their signs are no tags, and nobody sees them. One that is never closed hides nothing. */
function withoutScripts(html: string): string {
  const opens = /<(script|style)\b/gi
  const closes = { script: /<\/script[^<>]{0,99}>/gi, style: /<\/style[^<>]{0,99}>/gi }
  let seen = ''
  let at = 0
  for (;;) {
    opens.lastIndex = at
    const open = opens.exec(html)
    if (open === null) return seen + html.slice(at)
    const close = closes[open[1]?.toLowerCase() === 'style' ? 'style' : 'script']
    close.lastIndex = opens.lastIndex
    if (!close.test(html)) return seen + html.slice(at)
    seen += html.slice(at, open.index)
    at = close.lastIndex
  }
}
