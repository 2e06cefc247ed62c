import { crc32, inflateRawSync } from 'node:zlib'

/** One file in a ZIP, as its directory announces it. */
export interface ArchiveEntry {
  /** Unpacked; a claim, and held to when it is unpacked. */
  readonly size: number
  readonly packed: Uint8Array
  readonly method: number
  /** Of what it unpacks to. */
  readonly checksum: number
}

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50
const LONGEST_COMMENT = 65_535
const MOST_ENTRIES = 10_000

/** The entries of a ZIP, from its directory, before anything is unpacked; `null` if it is no ZIP. */
export function archiveEntries(bytes: Uint8Array): ReadonlyMap<string, ArchiveEntry> | null {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return entriesIn(bytes, data)
  } catch (error) {
    // What points behind the end is no archive.
    if (error instanceof RangeError) return null
    throw error
  }
}

function entriesIn(bytes: Uint8Array, data: DataView): ReadonlyMap<string, ArchiveEntry> | null {
  const directory = directoryIn(data)
  if (directory === null || directory.count > MOST_ENTRIES) return null
  const entries = new Map<string, ArchiveEntry>()
  let at = directory.start
  for (let left = directory.count; left > 0; left -= 1) {
    if (data.getUint32(at, true) !== DIRECTORY_ENTRY) return null
    const nameLength = data.getUint16(at + 28, true)
    const extraLength = data.getUint16(at + 30, true)
    const place = placeOf(data, at, { from: at + 46 + nameLength, length: extraLength })
    const packed = packedBytes(bytes, data, { at: place.offset, size: place.packed })
    if (packed === null) return null
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    entries.set(name.replaceAll('\\', '/'), {
      size: place.size,
      packed,
      method: data.getUint16(at + 10, true),
      checksum: data.getUint32(at + 16, true),
    })
    at += 46 + nameLength + extraLength + data.getUint16(at + 32, true)
  }
  return entries
}

const LARGE_DIRECTORY = 0x06064b50
const LARGE_LOCATOR = 0x07064b50
/** Instead of what needs eight bytes, or is written so. */
const ELSEWHERE = 0xffffffff

function directoryIn(data: DataView): { readonly start: number; readonly count: number } | null {
  const end = endOfDirectory(data)
  if (end === null) return null
  const plain = { start: data.getUint32(end + 16, true), count: data.getUint16(end + 10, true) }
  const locator = end - 20
  if (plain.start !== ELSEWHERE || locator < 0) return plain
  if (data.getUint32(locator, true) !== LARGE_LOCATOR) return plain
  const large = wideNumber(data, locator + 8)
  if (data.getUint32(large, true) !== LARGE_DIRECTORY) return null
  return { start: wideNumber(data, large + 48), count: wideNumber(data, large + 32) }
}

const LARGE_SIZES = 1

/** Sizes and offset of an entry; those of a large archive stand in the extra field, in this order. */
function placeOf(
  data: DataView,
  at: number,
  extra: { readonly from: number; readonly length: number },
): { readonly size: number; readonly packed: number; readonly offset: number } {
  let wide = largeSizes(data, extra)
  const written = (value: number): number => {
    if (value !== ELSEWHERE || wide === null) return value
    wide += 8
    return wideNumber(data, wide - 8)
  }
  const size = written(data.getUint32(at + 24, true))
  const packed = written(data.getUint32(at + 20, true))
  return { size, packed, offset: written(data.getUint32(at + 42, true)) }
}

function largeSizes(
  data: DataView,
  { from, length }: { readonly from: number; readonly length: number },
): number | null {
  for (let at = from; at + 4 <= from + length; at += 4 + data.getUint16(at + 2, true)) {
    if (data.getUint16(at, true) === LARGE_SIZES) return at + 4
  }
  return null
}

function wideNumber(data: DataView, at: number): number {
  return Number(data.getBigUint64(at, true))
}

function endOfDirectory(data: DataView): number | null {
  const last = data.byteLength - 22
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (data.getUint32(at, true) === END_OF_DIRECTORY) return at
  }
  return null
}

function packedBytes(
  bytes: Uint8Array,
  data: DataView,
  { at, size }: { readonly at: number; readonly size: number },
): Uint8Array | null {
  if (data.getUint32(at, true) !== LOCAL_ENTRY) return null
  const start = at + 30 + data.getUint16(at + 26, true) + data.getUint16(at + 28, true)
  return start + size > data.byteLength ? null : bytes.subarray(start, start + size)
}

const STORED = 0
const DEFLATED = 8

/** @throws Error when it is damaged, or holds more than its directory says. */
export function unpack({ packed, size, method, checksum }: ArchiveEntry): Uint8Array {
  if (method !== STORED && method !== DEFLATED) {
    throw new Error('It uses a compression I don’t know.')
  }
  const most = { maxOutputLength: Math.max(1, size) }
  const bytes = method === STORED ? packed : inflateRawSync(packed, most)
  // Or one bit that flipped would be another telephone number.
  if (crc32(bytes) !== checksum) throw new Error('It is damaged.')
  return bytes
}
