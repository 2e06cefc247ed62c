import type { Call, Reply, Route } from './call.ts'
import { refusal } from './call.ts'
import { withMillis } from './calendar.ts'
import type { Note } from './order.ts'
import { isDraft } from './order.ts'
import type { Practice } from './practice.ts'
import { childText, element, field } from './xml.ts'

const FIRST_NOTE_ID = 87_037

/** What notes are written on: an order or a bulk order. */
interface Noted {
  readonly notes: Note[]
}

/** Adds a note to an order and returns its id; ids are integers, one row for the whole account. */
export function createNoteBook({ orders, bulks }: Pick<Practice, 'orders' | 'bulks'>) {
  return (noted: Noted, userId: string, text: string, at: number): number => {
    const all = [...orders.values(), ...bulks.values()]
    const ids = all.flatMap(({ notes }) => notes.map((note) => note.id))
    const id = Math.max(FIRST_NOTE_ID - 2, ...ids) + 2
    noted.notes.push({ id, userId, text, at })
    return id
  }
}

/** The calls for notes of whatever is found under this path. */
export function noteRoutes(
  practice: Practice,
  kind: 'portins' | 'bulkPortins',
  unknown: () => Reply,
): Route[] {
  const { clock, account } = practice
  const found: ReadonlyMap<string, Noted> = {
    portins: practice.orders,
    bulkPortins: practice.bulks,
  }[kind]
  const addNote = createNoteBook(practice)
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
    if (order.notes.length === 0) return { status: 204 }
    const notes = order.notes.map((note) =>
      element(
        'Note',
        element('Id', note.id),
        element('UserId', note.userId),
        element('Description', note.text),
        element('LastDateModifier', withMillis(note.at)),
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
    const noteId = addNote(order, userId, text, clock.now())
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

/** A change as the history of an order or of a bulk order tells it. */
interface Told {
  readonly at: number
  readonly note: string
  readonly author: string
  readonly status: string
  readonly difference?: string
}

export function historyRoute({ orders, clock, timings }: Practice): Route {
  function read(_call: Call, id = ''): Reply {
    const order = orders.get(id)
    if (order === undefined) return { status: 404 }
    if (isDraft(order.status)) return NO_DRAFT_HISTORY
    return historyReply(order.history, clock.now() - timings.historyLag)
  }
  return { method: 'GET', path: /^\/portins\/([^/]+)\/history$/, limit: 'HISTORY', answer: read }
}

export const NO_DRAFT_HISTORY: Reply = {
  status: 200,
  xml: element(
    'OrderHistoryWrapper',
    element(
      'IrisStatus',
      element('Code', 7710),
      element('Description', 'History is not available for draft orders.'),
    ),
  ),
}

/** The history as far as it has been written by an instant. */
export function historyReply(history: readonly Told[], until: number): Reply {
  const entries = history
    .filter(({ at }) => at <= until)
    .map(({ at, note, author, status, difference }) =>
      element(
        'OrderHistory',
        element('OrderDate', withMillis(at)),
        element('Note', note),
        element('Author', author),
        element('Status', status),
        field('Difference', difference),
      ),
    )
  return { status: 200, xml: element('OrderHistoryWrapper', ...entries) }
}
