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
  const end = endOfDirectory(data)
  if (end === null) return null
  const entries = new Map<string, ArchiveEntry>()
  let at = data.getUint32(end + 16, true)
  for (let left = data.getUint16(end + 10, true); left > 0; left -= 1) {
    if (entries.size >= MOST_ENTRIES || at + 46 > data.byteLength) return null
    if (data.getUint32(at, true) !== DIRECTORY_ENTRY) return null
    const nameLength = data.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    const packed = packedBytes(bytes, data, {
      at: data.getUint32(at + 42, true),
      size: data.getUint32(at + 20, true),
    })
    if (packed === null) return null
    const [size, method] = [data.getUint32(at + 24, true), data.getUint16(at + 10, true)]
    entries.set(name, { size, packed, method, checksum: data.getUint32(at + 16, true) })
    at += 46 + nameLength + data.getUint16(at + 30, true) + data.getUint16(at + 32, true)
  }
  return entries
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
  if (at + 30 > data.byteLength || data.getUint32(at, true) !== LOCAL_ENTRY) return null
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
