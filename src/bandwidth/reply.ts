import type { OrderError } from '../porting/order.ts'
import { envelopeOf, isWarning } from './envelope.ts'
import { BandwidthRefused } from './errors.ts'
import type { HttpReply } from './http.ts'
import { parseXml, parseXmlInTurns, UnreadableXml, type XmlElement } from './xml.ts'

/** A 2xx whose body is not a reply to this call: truncated, foreign, or empty. */
export class UnreadableReply extends Error {
  override readonly name = 'UnreadableReply'
}

/** A 2xx that is being read. */
export interface Reply {
  readonly operation: string
  readonly status: number
  readonly bytes: Uint8Array
  readonly isEmpty: boolean
  /** The last segment of `Location`, an id; its host, port and version may be other than called. */
  readonly locationId: string | null
  /** The root element, one of these names; throws `UnreadableReply` for anything else. */
  xml(...rootNames: readonly string[]): XmlElement
}

/** Shorter ones are parsed synchronously when they are first needed. */
const LONG_BYTES = 256 * 1024

/** Provides the root of a body; a long one is parsed in pieces, so that other work gets its turns. */
export async function rootReader(body: Uint8Array): Promise<() => XmlElement> {
  if (body.length < LONG_BYTES) return () => parseXml(textOf(body))
  try {
    const root = await parseXmlInTurns(textOf(body))
    return () => root
  } catch (error) {
    return () => {
      throw error
    }
  }
}

export function createReply(
  operation: string,
  { status, headers, body }: HttpReply,
  readRoot = () => parseXml(textOf(body)),
): Reply {
  return {
    operation,
    status,
    bytes: body,
    isEmpty: body.length === 0,
    locationId: lastSegment(headers['location']),
    xml(...rootNames) {
      const root = readable(readRoot)
      const isExpected = rootNames.some((name) => name.toLowerCase() === root.name.toLowerCase())
      if (!isExpected) throw new UnreadableReply(`not a ${rootNames.join(' or ')}`)
      return root
    },
  }
}

function textOf(body: Uint8Array): string {
  return new TextDecoder().decode(body)
}

function readable(readRoot: () => XmlElement): XmlElement {
  try {
    return readRoot()
  } catch (cause) {
    if (!(cause instanceof UnreadableXml)) throw cause
    throw new UnreadableReply('not readable as XML', { cause })
  }
}

function lastSegment(location: string | string[] | undefined): string | null {
  if (typeof location !== 'string') return null
  const path = location.trim().replace(/[?#].*$/, '')
  const segment = path.split('/').at(-1) ?? ''
  return /^[\w.~-]+$/.test(segment) ? segment : null
}

/** A 2xx that carries errors is still a refusal. Returns what are only warnings. */
export function refuseErrors(reply: Reply, root: XmlElement): readonly OrderError[] {
  const envelope = envelopeOf(root)
  if (envelope.errors.every(isWarning)) return envelope.errors
  throw new BandwidthRefused(reply.operation, { httpStatus: reply.status, ...envelope })
}

/** The root of a reply without errors. */
export function goodRoot(reply: Reply, ...rootNames: readonly string[]): XmlElement {
  const root = reply.xml(...rootNames)
  refuseErrors(reply, root)
  return root
}

/** For writes that are answered with nothing or with a word of thanks. */
export function readNothing(...rootNames: readonly string[]): (reply: Reply) => void {
  return (reply) => {
    readLocation(reply, ...rootNames)
  }
}

/** The same, where the id of what was made is in `Location` only. */
export function readLocation(reply: Reply, ...rootNames: readonly string[]): string | null {
  if (!reply.isEmpty) goodRoot(reply, ...rootNames)
  return reply.locationId
}
