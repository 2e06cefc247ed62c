import { randomBytes, randomUUID } from 'node:crypto'
import type { OrderDate } from './calendar.ts'
import {
  addBusinessDays,
  dayOf,
  easternMinutes,
  instantOf,
  nextSweep,
  withMillis,
} from './calendar.ts'
import { difference as changed, longDate } from './differences.ts'
import type { Order, OrderContent, Status, WireError } from './order.ts'
import {
  atHalfPastEleven,
  goesLiveAt,
  hasTollFreeLoa,
  isDraft,
  isAutomatedTollFree,
  rocRequired,
  routingOf,
  agreedDate,
  tnsOf,
} from './order.ts'
import type { Practice } from './practice.ts'
import type { Answer } from './numbering.ts'
import { regularFates } from './numbering.ts'
import { tollFreeErrors, vendorFailure } from './toll-free-check.ts'

export const DRAFT_LIFE_MS = 48 * 3_600_000
const NOTES: Partial<Record<Status, string>> = {
  PENDING_DOCUMENTS: 'LOA required',
  SUBMITTED: 'Order has been created',
  FOC: 'Order waiting for activation',
  COMPLETE: 'Order is complete',
  REQUESTED_SUPP: 'Order change has been requested',
  REQUESTED_CANCEL: 'Order cancellation has been requested',
  CANCELLED: 'Order has been cancelled',
}

/** Whoever has to do something when an order moves or a draft is taken away. */
interface OrderWatcher {
  moved(order: Order, at: number): void
  removed(order: Order): void
}

export type Lifecycle = ReturnType<typeof createLifecycle>

/** What the history says of a move, where that is not what it always says. */
interface Said {
  readonly note?: string
  readonly difference?: string | undefined
}

/** Where orders go, by whose doing, and what follows from where they are. */
export function createLifecycle({ clock, agenda, timings, orders, notify }: Practice) {
  const watchers: OrderWatcher[] = []

  function create(content: OrderContent, by: string, bulkId: string | null = null): Order {
    const at = clock.now()
    const order: Order = {
      id: randomUUID(),
      createdAt: at,
      createdBy: by,
      bulkId,
      content,
      status: 'DRAFT',
      modifiedAt: at,
      modifiedBy: by,
      moves: 0,
      errors: [],
      pon: null,
      sentToVendor: false,
      actualFoc: null,
      autoActivationAt: null,
      activated: false,
      tollFreeCheck: null,
      tollFreeErrors: [],
      vendorFailed: false,
      vendorTries: 0,
      suppsAfterFoc: 0,
      before: null,
      history: [],
      versions: [],
      documents: [],
      notes: [],
    }
    orders.set(order.id, order)
    return order
  }

  function touch(order: Order, at: number, by: string): void {
    order.modifiedAt = at
    order.modifiedBy = by
    order.versions.push({ at, by, status: order.status, actualFoc: order.actualFoc })
  }

  function move(order: Order, status: Status, at: number, by = 'System', said: Said = {}): void {
    order.status = status
    order.moves += 1
    if (status !== 'EXCEPTION' && status !== 'CANCELLED') order.errors = []
    touch(order, at, by)
    const message = said.note ?? NOTES[status] ?? status
    if (!isDraft(status)) record(order, at, by, { note: message, difference: said.difference })
    notify(order, { kind: 'status', message }, at)
    goOn(order, at)
    for (const watcher of watchers) watcher.moved(order, at)
  }

  function record(order: Order, at: number, author: string, said: Said & { note: string }): void {
    const { note, difference } = said
    const { status } = order
    order.history.push({ at, note, author, status, ...(difference && { difference }) })
  }

  /** What will happen on its own now that the order stands where it stands. */
  function goOn(order: Order, at: number): void {
    switch (order.status) {
      case 'VALIDATE_DRAFT_TFNS':
      case 'VALIDATE_TFNS':
        startTollFreeCheck(order, at)
        return
      case 'PENDING_DOCUMENTS':
        if (!isAutomatedTollFree(order)) later(order, at + timings.documents, precheck)
        return
      case 'SUBMITTED':
        if (isAutomatedTollFree(order) && order.tollFreeCheck !== 'COMPLETE') return
        order.pon ??= randomBytes(8).toString('hex').toUpperCase()
        order.sentToVendor = true
        later(order, at + timings.carrier, answerByItself)
        return
      case 'REQUESTED_SUPP':
      case 'REQUESTED_CANCEL':
        later(order, at + timings.carrier, answerByItself)
        return
      case 'FOC': {
        const live = goesLiveAt(order)
        if (live !== null) later(order, Math.max(live, at), activate)
        return
      }
      case 'DRAFT':
      case 'VALID_DRAFT_TFNS':
      case 'INVALID_DRAFT_TFNS':
      case 'INVALID_TFNS':
      case 'EXCEPTION':
      case 'CANCELLED':
      case 'COMPLETE':
    }
  }

  function later(order: Order, due: number, deed: (order: Order, at: number) => void): void {
    const { moves } = order
    agenda.at(due, (at) => {
      if (order.moves === moves && orders.has(order.id)) deed(order, at)
    })
  }

  function precheck(order: Order, at: number): void {
    const bad = tnsOf(order).filter((tn) => regularFates([tn])[0]?.trouble === 'not in service')
    if (bad.length === 0) {
      const had = order.documents.length > 0
      const difference = had ? changed('LoaDate', '', longDate(at)) : undefined
      move(order, 'SUBMITTED', at, 'System', { difference })
      return
    }
    const text = 'Telephone number is not in service with the losing carrier'
    fail(order, at, { code: '7378', text, tns: bad })
  }

  function fail(order: Order, at: number, ...errors: readonly WireError[]): void {
    order.before = null
    order.errors = errors
    move(order, 'EXCEPTION', at, 'System', { note: noteOf(errors) })
  }

  function startTollFreeCheck(order: Order, at: number): void {
    const failure = order.vendorTries === 0 ? vendorFailure(tnsOf(order)) : null
    order.tollFreeCheck = 'PROCESSING'
    order.tollFreeErrors = []
    order.vendorFailed = false
    later(order, at + (failure ? timings.vendorSilence : timings.validation), (_order, due) => {
      finishTollFreeCheck(order, due, failure)
    })
  }

  function finishTollFreeCheck(order: Order, at: number, failure: WireError | null): void {
    order.vendorFailed = failure !== null
    order.tollFreeErrors = failure ? [failure] : tollFreeErrors(tnsOf(order))
    const valid = order.tollFreeErrors.length === 0
    order.tollFreeCheck = valid ? 'COMPLETE' : 'FAILED'
    if (isDraft(order.status)) {
      move(order, valid ? 'VALID_DRAFT_TFNS' : 'INVALID_DRAFT_TFNS', at)
    } else if (!valid) {
      move(order, 'INVALID_TFNS', at)
    } else {
      const waits = rocRequired(order.content) && !hasTollFreeLoa(order)
      move(order, waits ? 'PENDING_DOCUMENTS' : 'SUBMITTED', at)
    }
  }

  function submit(order: Order, at: number, by: string): void {
    const agreed = agreedDate(order.content, at)
    const text = agreed.kind === 'day' ? `${agreed.day}T00:00:00Z` : withMillis(agreed.at)
    order.content = {
      ...order.content,
      fields: { ...order.content.fields, RequestedFocDate: text },
    }
    if (!isAutomatedTollFree(order)) {
      move(order, 'PENDING_DOCUMENTS', at, by)
      return
    }
    const flashes = order.status === 'VALID_DRAFT_TFNS'
    order.tollFreeCheck = null
    if (!flashes) {
      move(order, 'VALIDATE_TFNS', at, by)
      return
    }
    move(order, 'SUBMITTED', at, by)
    later(order, at + timings.flash, (_order, due) => {
      move(order, 'VALIDATE_TFNS', due)
    })
  }

  const answerOf = ({ content }: Order): Answer => {
    const { regular, tollFree } = routingOf(content)
    return regular?.answer ?? tollFree?.answer ?? 'silent'
  }

  function answerByItself(order: Order, at: number): void {
    const answer = answerOf(order)
    if (answer === 'silent') return
    if (order.status === 'REQUESTED_CANCEL') {
      move(order, 'CANCELLED', at)
      return
    }
    const text = 'Address or zip code does not match the customer record'
    switch (answer) {
      case 'agrees':
        agree(order, at, agreedDate(order.content, at))
        return
      case 'agrees a day later': {
        const day = addBusinessDays(dayOf(agreedDate(order.content, at)), 1)
        agree(order, at, atHalfPastEleven(day))
        return
      }
      case 'rejects':
        fail(order, at, { code: '7402', text })
    }
  }

  function agree(order: Order, at: number, date: OrderDate): void {
    const [old, next] = [order.actualFoc, date].map((each) => each && longDate(instantOf(each)))
    order.actualFoc = date
    order.autoActivationAt = null
    order.before = null
    const difference = old === next ? undefined : changed('ActualFocDate', old ?? '', next ?? '')
    move(order, 'FOC', at, 'System', { difference })
  }

  /** The losing side says no: to the order, or to a change or cancel that it was asked for. */
  function reject(order: Order, at: number, errors: readonly WireError[]): void {
    const refusesChange = errors.some(({ code }) => ['7300', '7432', '7433'].includes(code))
    if (order.before !== null && refusesChange) undo(order, at, errors)
    else fail(order, at, ...errors)
  }

  /** Something is pointed out, and the order goes on. */
  function remark(order: Order, at: number, errors: readonly WireError[]): void {
    order.errors = [...order.errors, ...errors]
    const note = noteOf(errors)
    touch(order, at, 'System')
    record(order, at, 'System', { note })
    notify(order, { kind: 'status', message: note }, at)
  }

  /** A change or cancel comes to nothing: the order goes back to where it was. */
  function undo(order: Order, at: number, errors: readonly WireError[]): void {
    const { before } = order
    if (before === null) return
    order.before = null
    order.content = before.content
    move(order, before.status, at, 'System', { note: noteOf(errors) })
    order.errors = errors
  }

  /** Executes an activation; outside the toll-free window nothing happens and nobody is told. */
  function activateOnDemand(order: Order, skipped: boolean): void {
    later(order, clock.now() + timings.activation, (_order, at) => {
      if (!skipped && (!isAutomatedTollFree(order) || insideTollFreeWindow(at))) activate(order, at)
    })
  }

  function activate(order: Order, at: number): void {
    if (order.activated) return
    order.activated = true
    later(order, at + timings.completion, (_order, due) => {
      move(order, 'COMPLETE', due)
    })
  }

  /** A date set for activation takes the place of the FOC's own instant. */
  function scheduleActivation(order: Order, at: number): void {
    order.autoActivationAt = at
    order.moves += 1
    goOn(order, clock.now())
  }

  function requestCancel(order: Order, by: string): void {
    const at = clock.now()
    if (!order.sentToVendor) {
      move(order, 'CANCELLED', at, by)
      return
    }
    order.before ??= { content: order.content, status: order.status }
    move(order, 'REQUESTED_CANCEL', at, by)
  }

  function remove(order: Order): void {
    orders.delete(order.id)
    for (const watcher of watchers) watcher.removed(order)
  }

  function sweepDaily(): void {
    agenda.at(nextSweep(clock.now()), function sweep(at) {
      for (const order of orders.values()) {
        // A bulk order's drafts live as long as it does.
        if (order.bulkId === null && isIdleDraft(order, at)) remove(order)
      }
      agenda.at(nextSweep(at), sweep)
    })
  }

  return {
    /** To be told from now on. */
    watch: (watcher: OrderWatcher) => watchers.push(watcher),
    create,
    remove,
    touch,
    move,
    record,
    submit,
    /** Unless it has moved by then. */
    later,
    agree,
    reject,
    remark,
    undo,
    activateOnDemand,
    scheduleActivation,
    requestCancel,
    sweepDaily,
    /** The carrier's door: what date it grants when it names none. */
    defaultFoc: (order: Order): OrderDate => agreedDate(order.content, clock.now()),
  }
}

const noteOf = (errors: readonly WireError[]): string =>
  errors.map(({ code, text }) => `${code}: ${text}`).join('; ')

const isIdleDraft = ({ status, modifiedAt }: Order, at: number): boolean =>
  isDraft(status) && at - modifiedAt >= DRAFT_LIFE_MS

export const TOLL_FREE_WINDOW = { from: 8, to: 18 } as const

export function insideTollFreeWindow(at: number): boolean {
  const minutes = easternMinutes(at)
  return minutes >= TOLL_FREE_WINDOW.from * 60 && minutes < TOLL_FREE_WINDOW.to * 60
}
