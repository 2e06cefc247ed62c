import type { Call, Reply, Route } from './call.ts'
import { refusal } from './call.ts'
import { withMillis } from './calendar.ts'
import type { BulkOrder } from './bulk/bulk-order.ts'
import type { Note, Order } from './order.ts'
import type { Practice } from './practice.ts'
import { childText, element } from './xml.ts'

const FIRST_NOTE_ID = 87_037

/** What notes are written on: an order or a bulk order. */
interface Noted {
  readonly notes: Note[]
}

export interface NoteBook {
  /** Adds a note and returns its id; ids are integers, one row for the whole account. */
  write(noted: Noted, note: Omit<Note, 'id'>): number
  /** Tells whoever subscribed. */
  notify(id: string, text: string, at: number): void
}

export function createNoteBook(practice: Practice): NoteBook {
  const { orders, bulks } = practice
  return {
    write(noted, note) {
      const all: (Order | BulkOrder)[] = [...orders.values(), ...bulks.values()]
      const ids = all.flatMap(({ notes }) => notes.map(({ id }) => id))
      const id = Math.max(FIRST_NOTE_ID - 2, ...ids) + 2
      noted.notes.push({ id, ...note })
      return id
    },
    notify(id, text, at) {
      const [order, bulk] = [orders.get(id), bulks.get(id)]
      if (order) practice.notify(order, { kind: 'note', text }, at)
      if (bulk) practice.notifyBulk(bulk, { kind: 'note', text }, at)
    },
  }
}

/** The calls for notes of whatever is found under this path. */
export function noteRoutes(
  practice: Practice,
  kind: 'portins' | 'bulkPortins',
  unknown: () => Reply,
  /** Who reads what we write on an order. */
  written: (id: string) => void = () => undefined,
): Route[] {
  const { clock, account, noteHabits } = practice
  const found: ReadonlyMap<string, Noted> = {
    portins: practice.orders,
    bulkPortins: practice.bulks,
  }[kind]
  const book = createNoteBook(practice)
  const no = (code: string, text: string) => refusal(400, 'NoteResponse', code, text)

  function trouble({ xml }: Call): Reply | null {
    if (xml?.name !== 'Note') return { status: 400 }
    const userId = childText(xml, 'UserId')
    if (!userId) return no('12501', 'UserId is required.')
    if (![account.username, account.clientId].includes(userId)) {
      return no('12502', 'UserId must be the authenticated user.')
    }
    const tooLong = (childText(xml, 'Description') ?? '').length > 500
    return tooLong ? no('1011', 'Description is at most 500 characters.') : null
  }

  function list(_call: Call, id = ''): Reply {
    const order = found.get(id)
    if (order === undefined) return unknown()
    if (order.notes.length === 0) return { status: noteHabits.noNotes }
    const notes = order.notes.map((note) =>
      element(
        'Note',
        element('Id', note.id),
        element('UserId', note.userId),
        element('Description', note.text),
        noteHabits.dates === 'shown' ? element('LastDateModifier', withMillis(note.at)) : null,
      ),
    )
    return { status: 200, xml: element('Notes', ...notes) }
  }

  function create(call: Call, id = ''): Reply {
    const order = found.get(id)
    if (order === undefined) return unknown()
    const refused = trouble(call)
    if (refused || call.xml === null) return refused ?? { status: 400 }
    const [userId = '', text = ''] = ['UserId', 'Description'].map((name) =>
      call.xml ? childText(call.xml, name) : '',
    )
    const at = clock.now()
    const noteId = book.write(order, { userId, text, at })
    if (noteHabits.ownNotes === 'notified') book.notify(id, text, at)
    written(id)
    return { status: 201, location: `/${kind}/${id}/notes/${noteId}` }
  }

  function update(call: Call, id = '', noteId = ''): Reply {
    const note = found.get(id)?.notes.find((each) => String(each.id) === noteId)
    if (note === undefined) return { status: 404 }
    const refused = trouble(call)
    if (refused || call.xml === null) return refused ?? { status: 400 }
    note.text = childText(call.xml, 'Description') ?? ''
    note.at = clock.now()
    return { status: 200 }
  }

  const all = new RegExp(`^/${kind}/([^/]+)/notes$`)
  const one = new RegExp(`^/${kind}/([^/]+)/notes/([^/]+)$`)
  return [
    { method: 'GET', path: all, limit: null, answer: list },
    { method: 'POST', path: all, limit: null, answer: create },
    { method: 'PUT', path: one, limit: null, answer: update },
  ]
}
