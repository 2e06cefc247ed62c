import type { PracticeClock } from '../clock.ts'
import type { Agenda } from './agenda.ts'
import type { BulkOrder } from './bulk/bulk-order.ts'
import { dayOf, withMillis } from './calendar.ts'
import { toE164 } from './number-format.ts'
import type { NoteHabits } from './note-habits.ts'
import type { Order, OrderContent, Status } from './order.ts'
import { tnsOf } from './order.ts'
import type { Callback, Subscription, Subscriptions } from './subscriptions.ts'
import type { Xml } from './xml.ts'
import { element, field, list, writeXml } from './xml.ts'

/** What somebody who subscribed is told of an order. */
export type OrderNews =
  | { readonly kind: 'status'; readonly message: string }
  | { readonly kind: 'note'; readonly text: string }

export const MODES = ['deliver', 'lose', 'duplicate', 'delay'] as const
type Mode = (typeof MODES)[number]

/** What becomes of notifications from now on. */
export interface Behaviour {
  readonly mode: Mode
  /** Practice time by which a delayed one comes late. */
  readonly delayMs?: number
  /** Only so many, then they are delivered again; left out: until another behaviour is set. */
  readonly times?: number
}

/** A notification that Bandwidth's order book did not cause. */
export interface Forgery {
  readonly orderId: string
  readonly orderType?: string
  readonly status?: string
  /** Instead of a notification. */
  readonly body?: string
  /** What the sender knows of the credentials that the subscriber asks for. */
  readonly knows: 'nothing' | 'wrong' | 'password'
}

export interface Delivery {
  readonly at: string
  readonly url: string
  readonly body: string
  /** As the subscription's Status tells it; null for one that was lost on the way. */
  readonly result: string | null
}

export interface Notifier {
  /** Tell whoever subscribed, as the order stands this moment. */
  notify(order: Order, news: OrderNews, at: number): void
  notifyBulk(bulk: BulkOrder, news: OrderNews, at: number): void
  behave(behaviour: Behaviour): void
  forge(forgery: Forgery): void
  /** All so far, once nothing is on its way any more. */
  deliveries(): Promise<readonly Delivery[]>
  close(): void
}

const NOTIFIED: readonly Status[] = [
  'PENDING_DOCUMENTS',
  'SUBMITTED',
  'FOC',
  'REQUESTED_SUPP',
  'COMPLETE',
  'CANCELLED',
  'EXCEPTION',
  'REQUESTED_CANCEL',
]
const PATIENCE_MS = 10_000
const MOST_DELIVERIES = 2_000

interface Rooms {
  readonly clock: PracticeClock
  readonly agenda: Agenda
  readonly subscriptions: Subscriptions
  readonly noteHabits: NoteHabits
}

/** Tells each change once and never again, whatever becomes of it. */
export function createNotifier({ clock, agenda, subscriptions, noteHabits }: Rooms): Notifier {
  let behaviour: Behaviour = { mode: 'deliver' }
  let left = Infinity
  let sent = 0
  const deliveries: Delivery[] = []
  const underway = new Set<Promise<void>>()
  const closing = new AbortController()

  function send(callback: Callback, body: string, subscription: Subscription | null): void {
    const work = postTwice(callback, body, closing.signal).then((result) => {
      if (subscription !== null) subscription.status = result
      note(callback.url, body, result)
    })
    underway.add(work)
    void work.finally(() => underway.delete(work))
  }

  function note(url: string, body: string, result: string | null): void {
    deliveries.push({ at: withMillis(clock.now()), url, body, result })
    if (deliveries.length > MOST_DELIVERIES) deliveries.shift()
  }

  function nextMode(): Mode {
    if (left <= 0) behaviour = { mode: 'deliver' }
    left -= 1
    return behaviour.mode
  }

  function dispatch(callback: Callback, body: string, subscription: Subscription, at: number) {
    switch (nextMode()) {
      case 'deliver':
        send(callback, body, subscription)
        return
      case 'lose':
        note(callback.url, body, null)
        return
      case 'duplicate':
        send(callback, body, subscription)
        send(callback, body, subscription)
        return
      case 'delay':
        agenda.at(at + (behaviour.delayMs ?? 0), () => {
          send(callback, body, subscription)
        })
    }
  }

  function announce(orderType: string, id: string, parts: readonly Xml[], at: number): void {
    for (const subscription of subscriptions.alive()) {
      const { callback, orderId } = subscription
      if (callback === null || subscription.orderType !== orderType) continue
      if (orderId !== null && orderId !== id) continue
      sent += 1
      const all = [
        ...parts,
        element('OrderType', orderType),
        element('SubscriptionId', subscription.id),
      ]
      const notification = element('Notification', ...shuffled(all, sent))
      const shown = callback.numberFormat === 'E164' ? toE164(notification) : notification
      dispatch(callback, writeXml(shown), subscription, at)
    }
  }

  const saysStatus = ({ kind }: OrderNews): boolean =>
    kind === 'status' || noteHabits.statusInNotices === 'said'

  return {
    notify(order, news, at) {
      if (news.kind === 'status' && !NOTIFIED.includes(order.status)) return
      const parts = commonParts(order, order.content, news, saysStatus(news))
      announce(
        'portins',
        order.id,
        [...parts, ...(news.kind === 'status' ? statusParts(order) : [])],
        at,
      )
    },
    notifyBulk(bulk, news, at) {
      if (news.kind === 'status' && bulk.status === 'VALIDATE_DRAFT_TNS') return
      announce('bulkPortins', bulk.id, commonParts(bulk, bulk.template, news, saysStatus(news)), at)
    },
    behave(changed) {
      behaviour = changed
      left = changed.times ?? Infinity
    },
    forge({ orderId, orderType = 'portins', status = 'COMPLETE', body, knows }) {
      for (const { callback, ...subscription } of subscriptions.alive()) {
        if (callback === null || subscription.orderType !== orderType) continue
        const parts = [
          element('Status', status),
          element('SubscriptionId', subscription.id),
          element('OrderId', orderId),
          element('OrderType', orderType),
        ]
        const credentials = {
          nothing: null,
          wrong: { username: 'stranger', password: 'guess' },
          password: callback.credentials,
        }[knows]
        const content = body ?? writeXml(element('Notification', ...parts))
        send({ ...callback, credentials }, content, null)
      }
    },
    async deliveries() {
      while (underway.size > 0) await Promise.all(underway)
      return deliveries
    },
    close() {
      closing.abort()
    },
  }
}

/** What is told of orders and of bulk orders. */
function commonParts(
  { id, status, modifiedAt }: Order | BulkOrder,
  { fields }: OrderContent,
  news: OrderNews,
  saysStatus: boolean,
): readonly Xml[] {
  const isStatus = news.kind === 'status'
  return [
    field('Status', saysStatus ? status : null),
    field('Message', isStatus ? news.message : null),
    element('OrderId', id),
    field('CustomerOrderId', fields['CustomerOrderId']),
    field('Note', isStatus ? null : news.text),
    element('LastModifiedDate', withMillis(modifiedAt)),
  ].filter((part) => part !== null)
}

/** What has come about with this status. */
function statusParts(order: Order): readonly Xml[] {
  const { status, actualFoc } = order
  if (status === 'COMPLETE')
    return [list('CompletedTelephoneNumbers', 'TelephoneNumber', tnsOf(order))]
  // The day only, whatever hour was agreed.
  return status === 'FOC' && actualFoc !== null
    ? [element('ActualFocDate', `${dayOf(actualFoc)}T00:00:00Z`)]
    : []
}

/** Never the same order twice in a row: nobody may read a notification by position. */
function shuffled(parts: readonly Xml[], turn: number): readonly Xml[] {
  const first = turn % parts.length
  const turned = [...parts.slice(first), ...parts.slice(0, first)]
  return turn % 2 === 0 ? turned : turned.reverse()
}

/** Without credentials first; with them only for who asks, once. What comes of it is a Status text. */
async function postTwice(callback: Callback, body: string, signal: AbortSignal): Promise<string> {
  const { url, credentials } = callback
  if (!isLoopback(url)) return 'not called: practice stays on this machine'
  const post = async (authorization: Record<string, string>): Promise<Response> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/xml; charset=utf-8', ...authorization },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    })
    await response.body?.cancel()
    return response
  }
  try {
    const first = await post({})
    const asks = /^basic\b/i.test(first.headers.get('www-authenticate') ?? '')
    if (first.status !== 401 || !asks || credentials === null) return statusOf(first)
    const { username, password } = credentials
    const basic = Buffer.from(`${username}:${password}`).toString('base64')
    return statusOf(await post({ Authorization: `Basic ${basic}` }))
  } catch (cause) {
    return cause instanceof Error ? `error: ${cause.message}` : 'error'
  }
}

const statusOf = ({ status, statusText }: Response): string => `${status} ${statusText}`.trim()

function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
}
