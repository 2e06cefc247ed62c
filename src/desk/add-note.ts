import type { BandwidthWrites } from '../bandwidth/bandwidth.ts'
import { LONGEST_NOTE } from '../porting/notes.ts'
import { oneLine } from '../porting/plain-text.ts'
import { Refusal } from '../porting/refusal.ts'
import type { KindName } from '../store/followed.ts'
import { textsSent } from '../store/intents.ts'
import { audit } from '../store/audit.ts'
import type { Desk } from './desk.ts'
import { BULK, ORDER, type AnyOrder, type OrderKind } from './order-kind.ts'
import { noteDigest } from './note-digest.ts'
import { noteUserAccepted, noteUserRefused } from './note-user.ts'
import { noteWasSent } from './plan-notes.ts'
import { attemptChange, type Asked, type Declared } from './proven-change.ts'
import { noteTooLong } from './refusals.ts'

interface NoteToAdd {
  readonly number: number
  readonly text: string
  readonly by: string
}

interface Noting<Order extends AnyOrder> extends Declared<Order> {
  readonly add: (desk: Desk, note: NoteToAdd) => Promise<'sent' | 'unknown'>
}

/** Ask Bandwidth's porting team something: a note opens a ticket with them. */
function noting<Order extends AnyOrder>(
  of: OrderKind<Order>,
  {
    kind,
    add,
  }: {
    readonly kind: 'note' | 'bulk-note'
    readonly add: (
      bandwidth: BandwidthWrites,
      order: Order,
      text: string,
    ) => Promise<{ readonly noteId: string | null }>
  },
): Noting<Order> {
  const declared: Declared<Order> = {
    of: leftAsItIs(of),
    kind,
    async shows(order, { searchKey }, desk) {
      // Bandwidth pads and wraps texts; their words stay.
      const isSame = ({ text }: { readonly text: string }) => oneLine(text) === oneLine(searchKey)
      const found = (await of.notes(desk, order)).filter(isSame)
      const sent = (await textsSent(desk.db, order.number)).filter(isSame)
      const arrived = sent.filter(({ isInDoubt }) => !isInDoubt)
      // The same sentence may be sent twice on purpose.
      return found.length > arrived.length && idIn(found.at(-1)?.id ?? null)
    },
    async done(
      db,
      desk,
      { number: orderNumber },
      { by, searchKey: text, facts: { noteId = null } },
    ) {
      const at = desk.clock()
      await audit(db, {
        at,
        orderNumber,
        by,
        operation: 'note',
        facts: { digest: noteDigest(text) },
      })
      await noteUserAccepted(db)
      await noteWasSent(db, orderNumber, { id: noteId, text, at })
      await of.announce(db, desk, orderNumber, { kind: 'note-sent', by, text })
    },
    failed: ({ by, searchKey: text }) => ({ kind: 'note-never-sent', by, text }),
  }
  return {
    ...declared,
    async add(desk, { number, text, by }) {
      if (text.length > LONGEST_NOTE) throw noteTooLong(text.length)
      const note = {
        ...declared,
        what: 'accept the note',
        proof: 'answer',
        plan: (_: Desk, order: Order) =>
          Promise.resolve({
            searchKey: text,
            send: async (bandwidth: BandwidthWrites) =>
              idIn((await add(bandwidth, order, text)).noteId),
          }),
      } as const
      const { is } = await attemptChange(desk, note, { number, by })
      return is === 'done' ? 'sent' : 'unknown'
    },
  }
}

function idIn(noteId: string | null): Asked['facts'] {
  return noteId === null ? {} : { noteId }
}

/** A note changes nothing in the order, so the order is not refreshed. */
function leftAsItIs<Order extends AnyOrder>(of: OrderKind<Order>): OrderKind<Order> {
  return {
    ...of,
    fresh: of.seen,
    sync: (desk, number) => of.seen(desk, number).catch(noneIfRefused),
    refreshAfter: () => Promise.resolve(undefined),
    whyNot(desk, number, what) {
      const why = of.whyNot(desk, number, what)
      return {
        ...why,
        refused: async (error) => (await noteUserRefused(desk, error)) ?? why.refused(error),
      }
    },
  }
}

function noneIfRefused(error: unknown): null {
  if (error instanceof Refusal) return null
  throw error
}

export const NOTING = {
  order: noting(ORDER, {
    kind: 'note',
    add: (bandwidth, { id }, text) => bandwidth.addNote(id, text),
  }),
  bulk: noting(BULK, {
    kind: 'bulk-note',
    add: (bandwidth, { id }, text) => bandwidth.addBulkNote(id, text),
  }),
} as const satisfies Record<KindName, unknown>
