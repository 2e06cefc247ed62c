import type { Instant } from './calendar.ts'
import type { PortOrder } from './order.ts'
import { isTollFreeOrder } from './port-kind.ts'
import { knownStatus, ruleFor, type PortStatus } from './status.ts'

/** The stored columns that determine the state of a followed order; each is written separately. */
interface StandingColumns {
  readonly id: string | null
  readonly seen: object | null
  readonly ending: string | null
  readonly recreated: object | null
}

/** How far one has come between us and Bandwidth. */
type Standing<One extends StandingColumns> =
  /** Bandwidth was asked to make it, and it is not known whether it did. */
  | { readonly is: 'asked' }
  /** The same of one that Bandwidth had removed. */
  | { readonly is: 'asked-again' }
  /** It exists, and has not been read yet. */
  | { readonly is: 'made' }
  | {
      readonly is: 'seen'
      readonly id: NonNullable<One['id']>
      readonly seen: NonNullable<One['seen']>
    }
  | { readonly is: 'ended'; readonly how: NonNullable<One['ending']> }

export function standingOf<One extends StandingColumns>(one: One): Standing<One> {
  const { id, seen, ending, recreated }: Pick<One, keyof StandingColumns> = one
  if (ending !== null) return { is: 'ended', how: ending }
  if (id === null) return { is: recreated === null ? 'asked' : 'asked-again' }
  return seen === null ? { is: 'made' } : { is: 'seen', id, seen }
}

/** It has not come to its end. */
export function isAlive({ endedAt }: { readonly endedAt: Instant | null }): boolean {
  return endedAt === null
}

/** The endings with the names under which they are stored. */
const STORED = {
  completed: 'complete',
  canceled: 'cancelled',
  /** By Bandwidth, as a draft that nobody edited. */
  purged: 'swept',
  deleted: 'deleted',
  'never-made': 'never-made',
  /** Its numbers went to other orders of the bulk order. */
  superseded: 'regrouped',
} as const

type Ended = Pick<StandingColumns, 'ending'>

export function hasEndedAs(how: keyof typeof STORED, { ending }: Ended): boolean {
  return ending === STORED[how]
}

/** Bandwidth never had it or has deleted it: no operation is possible. */
export function isDeleted(one: Ended): boolean {
  return DELETED.some((how) => hasEndedAs(how, one))
}

const DELETED = ['purged', 'deleted', 'never-made', 'superseded'] as const

/** It takes the place of one that Bandwidth had removed: from the asking until all is put back. */
export function isRecreated({ recreated }: Pick<StandingColumns, 'recreated'>): boolean {
  return recreated !== null
}

/** The order has this status for seconds or minutes only; somebody may be waiting for the next one. */
export function isTransient(order: PortOrder): boolean {
  const { status } = order
  if (status === 'VALIDATE_DRAFT_TFNS' || status === 'VALIDATE_TFNS') return true
  return isTollFreeOrder(order)
    ? // Shown for a moment before the order asks for its LOA; it may also stay so for days.
      status === 'SUBMITTED'
    : // Exists for compatibility only and says nothing about documents.
      status === 'PENDING_DOCUMENTS'
}

/** For lists: of a local order that status says nothing about documents, and is `SUBMITTED` in seconds. */
export function listedStatus(order: PortOrder): PortStatus {
  const { status } = order
  return status === 'PENDING_DOCUMENTS' && isTransient(order) ? 'SUBMITTED' : status
}

/** To be read after "is": `waiting for the losing carrier`. */
export function statusText(order: PortOrder): string {
  const { status } = order
  if (knownStatus(status) === undefined) {
    return `${status.replaceAll(/\s+/g, ' ')}, a status I don’t know`
  }
  return status === 'PENDING_DOCUMENTS' && isTransient(order)
    ? 'being processed'
    : ruleFor(status).words
}
