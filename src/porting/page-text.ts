import { pageColumns } from './page-columns.ts'
import { hiddenBy } from './page-styles.ts'
import { crossedOut } from './plain-text.ts'
import { walkXml } from './workbook/xml-walk.ts'

const WEB_PAGE = /^\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|html|head|body|table)\b/i
const CELLS = ['td', 'th']
const STRUCK = ['s', 'del', 'strike']
const NEVER_CLOSED = ['br', 'hr', 'img', 'input', 'col', 'meta', 'link', 'wbr']
const LINES = ['tr', 'p', 'div', 'li', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'pre', 'table']

/** Canvases, mails and what many programs call an Excel file are web pages. */
export function isWebPage(text: string): boolean {
  return WEB_PAGE.test(text)
}

interface PageText {
  /** What a reader of the page sees, line by line; the cells of a table with tabs between them. */
  readonly seen: string
  /** What a style hides: rows of a table that was filtered, a mail's preview. */
  readonly hidden: string
}

export function pageText(html: string): PageText {
  const said = { seen: '', hidden: '' }
  const isHidden = hiddenBy(html)
  const columns = pageColumns()
  let cells = 0
  const struck = openElements()
  const hidden = openElements()
  const add = (text: string): void => {
    said[hidden.isWithin() ? 'hidden' : 'seen'] += text
  }
  const endLine = (): void => {
    if (!said[hidden.isWithin() ? 'hidden' : 'seen'].endsWith('\n')) add('\n')
  }
  walkXml(plainTags(html), {
    open(name, attributes) {
      const tag = name.toLowerCase()
      struck.open(tag, STRUCK.includes(tag) || /line-through/i.test(attributes))
      hidden.open(tag, isHidden(attributes))
      if (tag === 'tr') {
        cells = 0
        columns.beginRow()
      }
      if (CELLS.includes(tag)) add('\t'.repeat(columns.cell(attributes) + (cells++ > 0 ? 1 : 0)))
      if (tag === 'br') add(cells > 0 ? '; ' : '\n')
      else if (cells === 0 && LINES.includes(tag)) endLine()
    },
    close(name) {
      const tag = name.toLowerCase()
      if (tag === 'tr') {
        cells = 0
        columns.endRow()
      }
      if (cells === 0 && LINES.includes(tag)) endLine()
      struck.close(tag)
      hidden.close(tag)
    },
    text(piece) {
      // A quote would begin a cell that goes over tabs.
      const plain = piece.replace(/\s+/g, ' ').replaceAll('"', '”')
      add(struck.isWithin() ? crossedOut(plain) : plain)
    },
  })
  return { seen: trimmed(said.seen), hidden: trimmed(said.hidden) }
}

function trimmed(text: string): string {
  return text.replace(/^[ \n]+|(?<=\n) +/g, '')
}

/** Elements of a kind, and those of the same name within them, that are open. */
function openElements(): {
  open(tag: string, isOne: boolean): void
  close(tag: string): void
  isWithin(): boolean
} {
  const tags: string[] = []
  return {
    open(tag, isOne) {
      if (!NEVER_CLOSED.includes(tag) && (isOne || tags.at(-1) === tag)) tags.push(tag)
    },
    close(tag) {
      if (tags.at(-1) === tag) tags.pop()
    },
    isWithin: () => tags.length > 0,
  }
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
