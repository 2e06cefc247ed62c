import type { Sheet } from '../source.ts'
import { archiveEntries, unpack, type ArchiveEntry } from './archive.ts'
import { readNotes, readSharedStrings, readSheetXml, readStyles } from './sheet-xml.ts'
import { attributeIn, walkXml } from './xml-walk.ts'

type Entries = ReadonlyMap<string, ArchiveEntry>

/** 20,000 rows of 30 columns are half of this. */
const MOST_UNPACKED_BYTES = 96 * 1024 * 1024
const MOST_SHEETS = 200

type WorkbookRead =
  { readonly sheets: readonly Sheet[] } | { readonly refused: 'too-large' | 'damaged' }

/** The sheets of an XLSX workbook, hidden ones marked. Sizes are checked before unpacking. */
export function readWorkbook(bytes: Uint8Array): WorkbookRead {
  const entries = archiveEntries(bytes)
  if (entries === null) return { refused: 'damaged' }
  try {
    return readParts(entries)
  } catch (error) {
    return { refused: error instanceof TooLarge ? 'too-large' : 'damaged' }
  }
}

class TooLarge extends Error {}

function readParts(entries: Entries): WorkbookRead {
  const book = bookPath(entries)
  const found = book === null ? null : sheetsIn(entries, book)
  if (found === null) return { refused: 'damaged' }
  const { listed, isOf1904 } = found
  const named = (is: RegExp): readonly string[] =>
    [...entries.keys()].filter((name) => is.test(name))
  const [strings] = named(/(?:^|\/)sharedStrings\.xml$/i)
  const [styleSheet] = named(/(?:^|\/)styles\.xml$/i)
  const notes = named(/(?:^|\/)(?:comments?|drawing)\d*\.xml$/i).slice(0, MOST_SHEETS)
  const parts = [strings, styleSheet, ...notes].filter((part) => part !== undefined)
  const paths = [...listed.map(({ path }) => path), ...parts]
  const size = paths.reduce((sum, path) => sum + (entries.get(path)?.size ?? 0), 0)
  if (size > MOST_UNPACKED_BYTES || listed.length > MOST_SHEETS) return { refused: 'too-large' }
  const shared = strings === undefined ? [] : readSharedStrings(textIn(entries, strings))
  const styles = readStyles(styleSheet === undefined ? '' : textIn(entries, styleSheet))
  const sheets = listed.map(({ name, isHidden, path }): Sheet => {
    return { name, isHidden, ...readSheetXml(textIn(entries, path), { shared, styles, isOf1904 }) }
  })
  const rows = notes.flatMap((path) => readNotes(textIn(entries, path)))
  const beside: Sheet = { name: '', isHidden: true, rows, hiddenColumns: new Set() }
  return { sheets: rows.length === 0 ? sheets : [...sheets, beside] }
}

function textIn(entries: Entries, path: string): string {
  const entry = entries.get(path)
  if (entry === undefined) return ''
  if (entry.size > MOST_UNPACKED_BYTES) throw new TooLarge()
  return new TextDecoder().decode(unpack(entry))
}

/** Some programs name it differently; the list of content types has its path. */
function bookPath(entries: Entries): string | null {
  const byName = 'xl/workbook.xml'
  if (entries.has(byName)) return byName
  let path: string | null = null
  walkXml(textIn(entries, '[Content_Types].xml'), {
    open(name, tag) {
      const isBook = /spreadsheetml\.(?:sheet|template)\.main/.test(attributeIn(tag, 'ContentType'))
      if (name === 'Override' && isBook) path ??= attributeIn(tag, 'PartName').replace(/^\//, '')
    },
  })
  return path
}

interface ListedSheet {
  readonly name: string
  readonly isHidden: boolean
  readonly path: string
}

interface SheetsListed {
  readonly listed: readonly ListedSheet[]
  readonly isOf1904: boolean
}

function sheetsIn(entries: Entries, book: string): SheetsListed | null {
  const folder = book.slice(0, book.lastIndexOf('/') + 1)
  const targets = targetsOf(entries, `${folder}_rels/${book.slice(folder.length)}.rels`, folder)
  const listed: ListedSheet[] = []
  let isOf1904 = false
  walkXml(textIn(entries, book), {
    open(name, tag) {
      if (name === 'workbookPr') isOf1904 = /^(?:1|true)$/.test(attributeIn(tag, 'date1904'))
      if (name !== 'sheet') return
      const path = targets.get(attributeIn(tag, 'id'))
      const isHidden = /hidden/i.test(attributeIn(tag, 'state'))
      if (path !== undefined) listed.push({ name: attributeIn(tag, 'name'), isHidden, path })
    },
  })
  const isWhole = listed.length > 0 && listed.every(({ path }) => entries.has(path))
  return isWhole ? { listed, isOf1904 } : null
}

function targetsOf(entries: Entries, path: string, folder: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>()
  walkXml(textIn(entries, path), {
    open(name, tag) {
      if (name !== 'Relationship') return
      const target = attributeIn(tag, 'Target')
      targets.set(
        attributeIn(tag, 'Id'),
        target.startsWith('/') ? target.slice(1) : `${folder}${target.replace(/^\.\//, '')}`,
      )
    },
  })
  return targets
}
