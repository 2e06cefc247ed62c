import { inflateSync } from 'node:zlib'

/** A page of text, unpacked. A larger stream is a picture or a font. */
const LARGEST_STREAM = 1_000_000
/** Unpacked in all: what a file is, its first pages say. */
const MOST_READ = 5_000_000
const MOST_TEXT = 20_000

/**
 * The text of a PDF as far as it can be read without its fonts: enough to recognize an invoice.
 *
 * @returns empty for a scan, and for text in an embedded encoding.
 */
export function textInPdf(bytes: Uint8Array): string {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!file.subarray(0, 1_024).includes('%PDF-')) return ''
  let [text, left, at] = ['', MOST_READ, 0]
  while (text.length < MOST_TEXT && left > 0) {
    const stream = nextStream(file, at)
    if (stream === null) break
    const content = contentOf(stream)
    left -= content?.length ?? LARGEST_STREAM
    text += shownIn(content ?? '')
    at = stream.end
  }
  return text.slice(0, MOST_TEXT)
}

interface Stream {
  readonly isDeflated: boolean
  readonly data: Buffer
  readonly end: number
}

const LONGEST_HEAD = 1_000
const [BEGIN, END] = ['stream', 'endstream']
const CARRIAGE_RETURN = 0x0d

function nextStream(file: Buffer, from: number): Stream | null {
  const begin = file.indexOf(BEGIN, from)
  const end = begin === -1 ? -1 : file.indexOf(END, begin)
  if (end === -1) return null
  const head = file.subarray(Math.max(from, begin - LONGEST_HEAD), begin).toString('latin1')
  const lineBreak = file[begin + BEGIN.length] === CARRIAGE_RETURN ? 2 : 1
  return {
    isDeflated: head.slice(head.lastIndexOf(' obj') + 1).includes('/FlateDecode'),
    data: file.subarray(begin + BEGIN.length + lineBreak, end),
    end: end + END.length,
  }
}

/** Null: it is too large for text, or damaged. */
function contentOf({ isDeflated, data }: Stream): string | null {
  if (data.length > LARGEST_STREAM) return null
  if (!isDeflated) return data.toString('latin1')
  try {
    return inflateSync(data, { maxOutputLength: LARGEST_STREAM }).toString('latin1')
  } catch {
    return null
  }
}

/** `(Invoice) Tj`, `[(Inv) -20 (oice)] TJ`: the text of one operator is one run. */
const SHOWN =
  /\[((?:\((?:\\[\s\S]|[^\\()])*\)|[^[\]()])*)\]\s{0,9}TJ|(\((?:\\[\s\S]|[^\\()])*\))\s{0,9}(?:Tj|'|")/g
const LETTERS = /\(((?:\\[\s\S]|[^\\()])*)\)/g

/** The text objects of a page. */
function shownIn(content: string): string {
  const objects = content
    .split(/\bET\b/)
    .slice(0, -1)
    .map((part) =>
      part
        .split(/\bBT\b/)
        .slice(1)
        .join(' '),
    )
  const runs = objects.flatMap((object) =>
    [...object.matchAll(SHOWN)].map(([, several, one]) =>
      [...(several ?? one ?? '').matchAll(LETTERS)].map(([, letters = '']) => letters).join(''),
    ),
  )
  return runs.length === 0 ? '' : `${runs.join(' ').replaceAll(/\\([()\\])/g, '$1')}\n`
}
