import type { Call, Reply, Route } from './call.ts'
import { refusal } from './call.ts'
import { withMillis } from './calendar.ts'
import type { Order } from './order.ts'
import { isDraft } from './order.ts'
import { unknownOrder } from './order-calls.ts'
import type { Practice } from './practice.ts'
import { childText, element, field } from './xml.ts'

const FIRST_NOTE_ID = 87_037

/** Adds a note to an order and returns its id; ids are integers, one row for the whole account. */
export function createNoteBook({ orders }: Pick<Practice, 'orders'>) {
  return (order: Order, userId: string, text: string, at: number): number => {
    const ids = [...orders.values()].flatMap(({ notes }) => notes.map((note) => note.id))
    const id = Math.max(FIRST_NOTE_ID - 2, ...ids) + 2
    order.notes.push({ id, userId, text, at })
    return id
  }
}

export function noteRoutes(practice: Practice): Route[] {
  const { orders, clock, account } = practice
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
    const order = orders.get(id)
    if (order === undefined) return unknownOrder()
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
    const order = orders.get(id)
    if (order === undefined) return unknownOrder()
    const refused = trouble(call)
    if (refused || call.xml === null) return refused ?? { status: 400 }
    const [userId = '', text = ''] = ['UserId', 'Description'].map((name) =>
      call.xml ? childText(call.xml, name) : '',
    )
    const noteId = addNote(order, userId, text, clock.now())
    return { status: 201, location: `/portins/${id}/notes/${noteId}` }
  }

  function update(call: Call, id = '', noteId = ''): Reply {
    const note = orders.get(id)?.notes.find((each) => String(each.id) === noteId)
    if (note === undefined) return { status: 404 }
    const refused = trouble(call)
    if (refused || call.xml === null) return refused ?? { status: 400 }
    note.text = childText(call.xml, 'Description') ?? ''
    note.at = clock.now()
    return { status: 200 }
  }

  const all = /^\/portins\/([^/]+)\/notes$/
  const one = /^\/portins\/([^/]+)\/notes\/([^/]+)$/
  return [
    { method: 'GET', path: all, limit: null, answer: list },
    { method: 'POST', path: all, limit: null, answer: create },
    { method: 'PUT', path: one, limit: null, answer: update },
  ]
}

export function historyRoute({ orders, clock, timings }: Practice): Route {
  function read(_call: Call, id = ''): Reply {
    const order = orders.get(id)
    if (order === undefined) return { status: 404 }
    if (isDraft(order.status)) {
      const text = element('Description', 'History is not available for draft orders.')
      const status = element('IrisStatus', element('Code', 7710), text)
      return { status: 200, xml: element('OrderHistoryWrapper', status) }
    }
    const written = order.history.filter(({ at }) => at + timings.historyLag <= clock.now())
    const entries = written.map(({ at, note, author, status, difference }) =>
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
  return { method: 'GET', path: /^\/portins\/([^/]+)\/history$/, limit: 'HISTORY', answer: read }
}
