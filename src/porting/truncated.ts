/** Whether a document ends before its format says so, as after an upload or a scan that broke off. */
export function isTruncated(bytes: Uint8Array, format: string): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return WHOLE[format]?.(buffer) === false
}

const WHOLE: Readonly<Record<string, (buffer: Buffer) => boolean>> = {
  pdf: isWholePdf,
  png: (buffer) => buffer.includes('\0\0\0\0IEND', 'latin1'),
  jpeg: isWholeJpeg,
  tiff: isWholeTiff,
  docx: isWholeZip,
  xlsx: isWholeZip,
}

/** A later version of a PDF follows the end of the one before. */
function isWholePdf(buffer: Buffer): boolean {
  const end = Math.max(buffer.lastIndexOf('%%EOF'), buffer.lastIndexOf('startxref'))
  return end !== -1 && !/\d obj\b/.test(buffer.toString('latin1', end))
}

const [MARK, SCAN, END, PADDED] = [0xff, 0xda, Buffer.from('ffd9', 'hex'), 0xd0]

/** The pictures within its header, of which each has an end of its own, are passed over. */
function isWholeJpeg(buffer: Buffer): boolean {
  let at = 2
  while (at + 4 <= buffer.length && buffer[at] === MARK) {
    const kind = buffer[at + 1] ?? 0
    if (kind === SCAN) return buffer.includes(END, at)
    // One without a length, or a byte that only fills.
    at += kind === MARK ? 1 : kind >= PADDED && kind < SCAN ? 2 : 2 + buffer.readUInt16BE(at + 2)
  }
  return false
}

const END_OF_ZIP = Buffer.from('504b0506', 'hex')

function isWholeZip(buffer: Buffer): boolean {
  return buffer.lastIndexOf(END_OF_ZIP) !== -1
}

const MOST_PAGES = 1_000
const ENTRY_BYTES = 12
/** Where the pieces of a picture begin, and how long they are: strips, or tiles. */
const PIECES = [
  [273, 279],
  [324, 325],
] as const

function isWholeTiff({ buffer, byteOffset, length }: Buffer): boolean {
  const data = new DataView(buffer, byteOffset, length)
  try {
    return endOfTiff(data) <= length
  } catch {
    // What describes a page comes after the end.
    return false
  }
}

/** @throws RangeError */
function endOfTiff(data: DataView): number {
  const isLow = data.getUint8(0) === 0x49
  let page = data.getUint32(4, isLow)
  let end = 0
  for (let left = MOST_PAGES; page !== 0 && left > 0; left -= 1) {
    for (const [offsets, lengths] of PIECES) {
      end = Math.max(end, lastValue(data, page, offsets) + lastValue(data, page, lengths))
    }
    page = data.getUint32(page + 2 + data.getUint16(page, isLow) * ENTRY_BYTES, isLow)
  }
  return end
}

const SHORT = 3

/** Of an entry of a page; 0 where it has none. */
function lastValue(data: DataView, page: number, tag: number): number {
  const isLow = data.getUint8(0) === 0x49
  const end = page + 2 + data.getUint16(page, isLow) * ENTRY_BYTES
  for (let at = page + 2; at < end; at += ENTRY_BYTES) {
    const count = data.getUint32(at + 4, isLow)
    if (data.getUint16(at, isLow) !== tag || count === 0) continue
    const size = data.getUint16(at + 2, isLow) === SHORT ? 2 : 4
    const from = size * count > 4 ? data.getUint32(at + 8, isLow) : at + 8
    const last = from + size * (count - 1)
    return size === 2 ? data.getUint16(last, isLow) : data.getUint32(last, isLow)
  }
  return 0
}
