import { contentDifferences, type ApprovedDocument, type ContentDifference } from './approval.ts'
import { approvedFacts } from './approved-facts.ts'
import { FIELDS } from './order-fields.ts'
import type { OrderDocument, PortOrder, ServiceAddress } from './order.ts'
import { differencesInMeaning } from './same-meaning.ts'

/** An order as approved, stored from right before the call that submits it until it has been compared. */
export interface SentContent {
  readonly order: PortOrder
  /** A keyed hash of account number and PIN. */
  readonly secretsMark: string
  /** Whose key it was: marks of different keys cannot be compared. */
  readonly markedBy: string
  readonly documents: readonly ApprovedDocument[]
}

/**
 * Where the order at Bandwidth differs from what was approved. What Bandwidth fills in or normalizes is
 * no difference; documents are compared separately.
 */
export function sentOtherwise(
  approved: SentContent,
  seen: Pick<SentContent, 'order' | 'secretsMark' | 'markedBy'>,
): readonly ContentDifference[] {
  const [before, after] = [approved.order, seen.order]
  const differences = [
    ...differencesInMeaning(before, after),
    ...contentDifferences(approvedFacts(before), approvedFacts(after)),
  ]
  const isSecret = approved.markedBy === seen.markedBy && approved.secretsMark !== seen.secretsMark
  return [
    ...differences.filter((one) => !OF_BANDWIDTH.some(({ covers }) => covers(one, before, after))),
    ...(isSecret ? [changed('account number and PIN')] : []),
  ]
}

interface Rule {
  readonly because: string
  readonly covers: (difference: ContentDifference, before: PortOrder, after: PortOrder) => boolean
}

const FILLED_IN = new Set([
  'requested FOC',
  'SIP peer',
  'county',
  'ZIP plus four',
  'target RespOrg',
])
const GIVEN = new Set(['PON', 'FOC date'])
const ROUTED = new Set([
  'losing carrier',
  'losing carrier SPID',
  'losing carrier wireless',
  'vendor',
  'port type',
])
const STREET_LINE: readonly (keyof ServiceAddress)[] = [
  'housePrefix',
  'houseNumber',
  'houseSuffix',
  'preDirectional',
  'streetName',
  'streetSuffix',
  'postDirectional',
]
const STREET = new Set(STREET_LINE.map((field) => FIELDS[field].name))

/** Beside what `same-meaning` says: the hour of a bare day, capitals, signs, and how a line is cut up. */
export const OF_BANDWIDTH: readonly Rule[] = [
  {
    because: 'fills in what was left open and can be left open',
    covers: ({ field, before }) => before === null && FILLED_IN.has(field),
  },
  {
    because:
      'chooses one date that all orders of a bulk order can meet, and asks for it in its name',
    covers: ({ field }, _before, { bulkOrderId }) =>
      field === 'requested FOC' && bulkOrderId !== null,
  },
  {
    because: 'gives an order that it takes its PON, and the carrier its date',
    covers: ({ field }) => GIVEN.has(field),
  },
  {
    because:
      'decides when it takes the order by which vendor it goes, and looks up the carrier again',
    covers: ({ field }) => ROUTED.has(field),
  },
  {
    because: 'abbreviates the streets of addresses as the post does',
    covers: ({ field }, before, after) => STREET.has(field) && streetOf(before) === streetOf(after),
  },
  {
    because: 'abbreviates what stands behind the street, too',
    covers: ({ field, before, after }) =>
      field === 'address line 2' && abbreviated(before ?? '') === abbreviated(after ?? ''),
  },
  {
    because: 'writes an empty element or leaves it out',
    covers: ({ before, after }) => (before ?? EMPTY) === EMPTY && (after ?? EMPTY) === EMPTY,
  },
  {
    because: 'has words of its own about an order, which nobody can send',
    covers: ({ field }, before, after) =>
      [before, after].some(({ unshownElements }) =>
        Object.keys(unshownElements).some((path) => field === `element ${path}`),
      ),
  },
]

const EMPTY = '(empty)'

function streetOf({ subscriber: { serviceAddress } }: PortOrder): string {
  return abbreviated(STREET_LINE.map((field) => serviceAddress[field] ?? '').join(' '))
}

/** The commonest of Publication 28 of the Postal Service. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  northeast: 'ne',
  northwest: 'nw',
  southeast: 'se',
  southwest: 'sw',
  avenue: 'ave',
  boulevard: 'blvd',
  circle: 'cir',
  court: 'ct',
  drive: 'dr',
  highway: 'hwy',
  lane: 'ln',
  parkway: 'pkwy',
  place: 'pl',
  plaza: 'plz',
  road: 'rd',
  square: 'sq',
  street: 'st',
  terrace: 'ter',
  trail: 'trl',
  apartment: 'apt',
  building: 'bldg',
  floor: 'fl',
  room: 'rm',
  suite: 'ste',
}

function abbreviated(line: string): string {
  const words = line.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words.map((word) => ABBREVIATIONS[word] ?? word).join(' ')
}

/** The most documents whose bytes are read again though nothing about them has moved. */
const MOST_READ = 5

/** Documents whose bytes are to be compared: without a fingerprint there is nothing to compare them with. */
export function documentsToRead({
  documents,
}: Pick<SentContent, 'documents'>): readonly ApprovedDocument[] {
  return documents.length > MOST_READ ? [] : documents.filter(({ digest }) => digest !== null)
}

/** @param ours ids of documents that were attached from here since, which is announced on its own. */
export function documentsOtherwise(
  { documents: approved }: Pick<SentContent, 'documents'>,
  listed: readonly OrderDocument[],
  ours: ReadonlySet<string>,
): readonly ContentDifference[] {
  const now = new Map(listed.map((document) => [document.fileId, document]))
  const known = new Set(approved.map(({ fileId }) => fileId))
  const removed = approved.flatMap(({ fileId, type }) => {
    const document = now.get(fileId)
    const [before, after] = [type ?? 'no type', document ? (document.type ?? 'no type') : null]
    return before === after ? [] : [{ field: `document ${fileId}`, before, after }]
  })
  const added = listed
    .filter(({ fileId }) => !known.has(fileId) && !ours.has(fileId))
    .map(({ fileId, type }) => ({
      field: `document ${fileId}`,
      before: null,
      after: type ?? 'no type',
    }))
  return [...removed, ...added]
}

/** It is something else; neither side can be shown. */
export function changed(field: string): ContentDifference {
  return { field, before: 'hidden', after: 'hidden' }
}
