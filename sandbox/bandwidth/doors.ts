import type { BulkStatus } from './bulk/bulk-order.ts'
import { childrenOf } from './bulk/bulk-order.ts'
import type { BulkHabits } from './bulk/habits.ts'
import { readHabits } from './bulk/habits.ts'
import type { OrderDate } from './calendar.ts'
import { readOrderDate, withMillis } from './calendar.ts'
import type { Sent } from './door-bodies.ts'
import {
  DoorShut,
  duration,
  instant,
  readBehaviour,
  readErrors,
  readForgery,
  readJson,
  textIn,
  textOf,
} from './door-bodies.ts'
import type { Fault, Faults } from './faults.ts'
import { readFault } from './faults.ts'
import type { OrderGlimpse } from './glimpses.ts'
import { glimpse } from './glimpses.ts'
import type { Exchange } from './call.ts'
import type { Lifecycle } from './lifecycle.ts'
import { LNP_TEAM } from './analysts.ts'
import type { NoteHabits } from './note-habits.ts'
import { readNoteHabits } from './note-habits.ts'
import { createNoteBook } from './notes.ts'
import type { Behaviour, Delivery, Forgery, Notifier } from './notifications.ts'
import type { Order, WireError } from './order.ts'
import { isOver } from './order.ts'
import type { Practice } from './practice.ts'
import type { SuppHabits } from './supp-habits.ts'
import { readSuppHabits } from './supp-habits.ts'
import { loadWorld, worldOf, type World } from './world.ts'

export interface DoorReply {
  readonly status: number
  readonly json: unknown
}

interface BulkGlimpse {
  readonly id: string
  readonly status: BulkStatus
  readonly children: readonly string[]
  readonly lastModified: string
}

interface SuppRefusal {
  readonly code?: string | undefined
  readonly text?: string | undefined
  /** `next` if left out. */
  readonly on?: string | undefined
  readonly silently?: boolean
}

interface DoorNote {
  readonly text?: string | undefined
  /** Their user, `lnp-team` if left out. */
  readonly by?: string | undefined
  /** It is written so much later: an ISO duration. */
  readonly after?: string | undefined
  /** The id of a note that gets another text. */
  readonly edit?: number | undefined
  /** Nobody is notified. */
  readonly quiet?: boolean
}

export interface Control {
  /** Practice time, as an ISO instant. */
  now(): string
  /** Turns the clock to an instant or by a duration, both ISO, and answers the new time. */
  turn(to: { now?: string; advance?: string }): string
  /** The carrier agrees: to a day, an instant, or by default what was asked for. */
  foc(id: string, date?: string): void
  /** For a reason, by its code, or for several. */
  reject(id: string, why?: string | readonly WireError[], text?: string): void
  /** Something is pointed out while the order goes on. */
  remark(id: string, errors: readonly WireError[]): void
  /** The next change is accepted and not carried out; or the one that is pending comes to nothing. */
  refuseSupp(id: string, refusal: SuppRefusal): void
  complete(id: string): void
  cancelled(id: string): void
  /** Bandwidth's people write a note on an order or a bulk order, or change one. */
  note(id: string, note?: string | DoorNote): void
  noteHabits(habits: Partial<NoteHabits>): void
  orders(): OrderGlimpse[]
  /** Everything that the account has, to go on with another day. */
  world(): World
  load(world: World): void
  bulkOrders(): BulkGlimpse[]
  /** How bulk orders are written from now on. */
  bulkHabits(habits: Partial<BulkHabits>): void
  /** How changes are answered from now on. */
  suppHabits(habits: Partial<SuppHabits>): void
  fault(fault: Partial<Fault> & Pick<Fault, 'kind'>): void
  clearFaults(): void
  /** How many calls are held, by faults of that kind. */
  held(): number
  letGo(): void
  /** What becomes of notifications from now on. */
  notifications(behaviour: Behaviour): void
  /** Somebody else notifies the bot. */
  forge(forgery: Forgery): void
  /** Every notification so far, once none is on its way. */
  deliveries(): Promise<readonly Delivery[]>
  endTokens(): void
  transcript(): readonly Exchange[]
}

const VENDOR_CANCELLED = { code: '7611', text: 'The vendor cancelled without a reason.' }

interface Rooms {
  readonly practice: Practice
  readonly lifecycle: Lifecycle
  readonly faults: Faults
  readonly notifier: Notifier
  readonly transcript: readonly Exchange[]
  readonly endTokens: () => void
}

/** The other side of the practice: time, the losing carrier, Bandwidth's people, and mishaps. */
export function createControl({ practice, lifecycle, faults, notifier, ...rooms }: Rooms): Control {
  const { clock, agenda, orders, bulks } = practice
  const book = createNoteBook(practice)

  function submitted(id: string): Order {
    agenda.runDue()
    const order = orders.get(id)
    if (order === undefined) throw new DoorShut(404, `There is no order ${id}.`)
    if (isOver(order.status)) throw new DoorShut(409, `The order is ${order.status}.`)
    if (!order.sentToVendor)
      throw new DoorShut(409, `The carrier has not seen it: ${order.status}.`)
    return order
  }

  function granted(order: Order, date: string | undefined): OrderDate {
    const read = date === undefined ? lifecycle.defaultFoc(order) : readOrderDate(date)
    if (read === null) throw new DoorShut(400, `${date ?? ''} is neither a day nor an instant.`)
    return read
  }

  return {
    world: () => worldOf(practice),
    load: (world) => {
      loadWorld(practice, world)
    },
    now: () => withMillis(clock.now()),
    turn({ now, advance }) {
      if (!clock.turnable) throw new DoorShut(409, 'This clock follows the wall.')
      clock.set(now === undefined ? clock.now() + duration(advance) : instant(now))
      return withMillis(clock.now())
    },
    foc(id, date) {
      const order = submitted(id)
      lifecycle.agree(order, clock.now(), granted(order, date))
    },
    reject(id, why = '7402', text) {
      const errors = typeof why === 'string' ? [{ code: why, text: text ?? textOf(why) }] : why
      lifecycle.reject(submitted(id), clock.now(), errors)
    },
    remark(id, errors) {
      lifecycle.remark(submitted(id), clock.now(), errors)
    },
    refuseSupp(id, { code = '7300', text = textOf(code), on = 'next', silently = false }) {
      const order = submitted(id)
      const error = { code, text }
      if (on === 'next') practice.refusals.set(id, { error, silently })
      else if (on !== 'pending') throw new DoorShut(400, 'on is next or pending.')
      else if (order.before === null) throw new DoorShut(409, 'No change is pending.')
      else lifecycle.undo(order, clock.now(), [error])
    },
    complete(id) {
      const order = submitted(id)
      order.activated = true
      lifecycle.move(order, 'COMPLETE', clock.now())
    },
    cancelled(id) {
      const order = submitted(id)
      if (order.status !== 'REQUESTED_CANCEL') order.errors = [VENDOR_CANCELLED]
      lifecycle.move(order, 'CANCELLED', clock.now())
    },
    note(id, note = {}) {
      const noted = orders.get(id) ?? bulks.get(id)
      if (noted === undefined) throw new DoorShut(404, `There is no order ${id}.`)
      const said = typeof note === 'string' ? { text: note } : note
      const { text = 'We are looking into this order.', by = LNP_TEAM, after, edit, quiet } = said
      const old = edit === undefined ? null : noted.notes.find((each) => each.id === edit)
      if (old === undefined) throw new DoorShut(404, `There is no note ${String(edit)}.`)
      const write = (at: number) => {
        if (old === null) book.write(noted, { userId: by, text, at })
        else Object.assign(old, { text, at })
        if (quiet !== true) book.notify(id, text, at)
      }
      if (after === undefined) write(clock.now())
      else agenda.at(clock.now() + duration(after), write)
    },
    noteHabits(habits) {
      Object.assign(practice.noteHabits, habits)
    },
    orders: () => {
      agenda.runDue()
      return [...orders.values()].map(glimpse)
    },
    bulkOrders: () => {
      agenda.runDue()
      return [...bulks.values()].map((bulk) => ({
        id: bulk.id,
        status: bulk.status,
        children: childrenOf(bulk, orders).map((child) => child.id),
        lastModified: withMillis(bulk.modifiedAt),
      }))
    },
    bulkHabits(habits) {
      Object.assign(practice.bulkHabits, habits)
    },
    suppHabits(habits) {
      Object.assign(practice.suppHabits, habits)
    },
    fault(fault) {
      faults.add(wellSaid(readFault({ ...fault })))
    },
    clearFaults() {
      faults.clear()
    },
    held: faults.held,
    letGo() {
      faults.letGo()
    },
    notifications: notifier.behave.bind(notifier),
    forge: notifier.forge.bind(notifier),
    deliveries: notifier.deliveries.bind(notifier),
    endTokens: rooms.endTokens,
    transcript: () => rooms.transcript,
  }
}

/** @throws DoorShut with the text that says what is wrong with what was read. */
function wellSaid<Read extends object>(read: Read | string): Read {
  if (typeof read === 'string') throw new DoorShut(400, read)
  return read
}

/** The same doors over HTTP, under /control. */
export function openDoors(control: Control, faults: Faults) {
  function open(method: string, path: string, sent: Sent): unknown {
    const [, , door = '', id = '', deed = ''] = path.split('/')
    const text = (name: string) => textIn(sent, name)
    switch (`${method} ${door}${deed && `/${deed}`}`) {
      case 'GET clock':
        return { now: control.now() }
      case 'POST clock': {
        const [now, advance] = [text('now'), text('advance')]
        return { now: control.turn({ ...(now && { now }), ...(advance && { advance }) }) }
      }
      case 'GET world':
        return control.world()
      case 'POST world':
        control.load(sent as unknown as World)
        return {}
      case 'GET orders':
        return { orders: control.orders() }
      case 'GET bulk':
        return { bulkOrders: control.bulkOrders() }
      case 'POST bulk':
        control.bulkHabits(readHabits(sent))
        return {}
      case 'POST supps':
        control.suppHabits(wellSaid(readSuppHabits(sent)))
        return {}
      case 'POST notes':
        control.noteHabits(wellSaid(readNoteHabits(sent)))
        return {}
      case 'POST orders/foc':
        control.foc(id, text('date'))
        break
      case 'POST orders/reject':
        control.reject(id, readErrors(sent))
        break
      case 'POST orders/remark':
        control.remark(id, readErrors(sent))
        break
      case 'POST orders/supp': {
        const silently = sent['silently'] === true
        const said = { code: text('refuse'), text: text('text'), on: text('on'), silently }
        control.refuseSupp(id, said)
        break
      }
      case 'POST orders/complete':
        control.complete(id)
        break
      case 'POST orders/cancelled':
        control.cancelled(id)
        break
      case 'POST orders/note':
        control.note(id, {
          text: text('text'),
          by: text('by'),
          after: text('after'),
          edit: typeof sent['edit'] === 'number' ? sent['edit'] : undefined,
          quiet: sent['quiet'] === true,
        })
        break
      case 'GET faults':
        return { faults: faults.list() }
      case 'POST faults':
        faults.add(wellSaid(readFault(sent)))
        return { faults: faults.list() }
      case 'DELETE faults':
        control.clearFaults()
        control.letGo()
        return { faults: [] }
      case 'GET notifications':
        return control.deliveries().then((deliveries) => ({ deliveries }))
      case 'POST notifications':
        if (sent['mode'] === 'forge') control.forge(readForgery(sent))
        else control.notifications(readBehaviour(sent))
        return {}
      case 'POST tokens':
        control.endTokens()
        return {}
      case 'GET transcript':
        return { transcript: control.transcript() }
      default:
        throw new DoorShut(404, `There is no door ${method} ${path}.`)
    }
    return control.orders().find((order) => order.id === id) ?? {}
  }

  return async (method: string, path: string, body: string): Promise<DoorReply> => {
    try {
      return { status: 200, json: await open(method, path, readJson(body)) }
    } catch (cause) {
      if (!(cause instanceof DoorShut)) throw cause
      return { status: cause.status, json: { error: cause.message } }
    }
  }
}
