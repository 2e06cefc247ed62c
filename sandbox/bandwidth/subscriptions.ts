import { randomUUID } from 'node:crypto'
import type { PracticeClock } from '../clock.ts'
import type { Call, Reply, Route } from './call.ts'
import { refusal } from './call.ts'
import type { Order } from './order.ts'
import type { Xml } from './xml.ts'
import { child, childText, element, field } from './xml.ts'

const ORDER_TYPES = [
  'portins',
  'bulkPortins',
  'tollfreePortingValidations',
  'csrs',
  'portouts',
  'orders',
  'disconnects',
  'dldas',
  'lsrorders',
  'e911s',
  'tnoptions',
  'externalTns',
  'lidb',
  'importtnorders',
  'removeImportedTnOrders',
  'emergencyNotificationGroup',
  'emergencyEndpointGroup',
]
const USUAL_EXPIRY_S = 86_400
const MOST_PER_TYPE = 10

export interface Callback {
  readonly url: string
  readonly expiresAt: number
  readonly credentials: { readonly username: string; readonly password: string } | null
  readonly numberFormat: 'LEGACY' | 'E164'
}

export interface Subscription {
  readonly id: string
  readonly orderType: string | null
  readonly eventType: string | null
  /** Only this order; null: all of the account. */
  readonly orderId: string | null
  readonly email: { readonly address: string; readonly digest: string } | null
  readonly callback: Callback | null
  /** What came of the last delivery. */
  status: string
}

/** The subscriptions that have not ended; those that have are forgotten. */
export interface Subscriptions {
  alive(): readonly Subscription[]
  add(subscription: Subscription): void
  remove(id: string): boolean
}

export function createSubscriptions(clock: PracticeClock): Subscriptions {
  const subscriptions = new Map<string, Subscription>()
  return {
    alive() {
      for (const { id, callback } of subscriptions.values()) {
        if (callback !== null && callback.expiresAt <= clock.now()) subscriptions.delete(id)
      }
      return [...subscriptions.values()]
    },
    add: (subscription) => subscriptions.set(subscription.id, subscription),
    remove: (id) => subscriptions.delete(id),
  }
}

export function subscriptionRoutes(
  subscriptions: Subscriptions,
  { clock, orders }: { clock: PracticeClock; orders: ReadonlyMap<string, Order> },
): Route[] {
  const find = (id: string) => subscriptions.alive().find((each) => each.id === id)

  function list({ query }: Call): Reply {
    const type = query.get('orderType')
    const found = subscriptions
      .alive()
      .filter(({ orderType }) => type === null || orderType === type)
    if (found.length === 0) return no(404, '16001', 'No subscriptions were found.')
    const shown = found.map((each) => subscriptionXml(each, clock.now()))
    return {
      status: 200,
      xml: element('SubscriptionsResponse', element('Subscriptions', ...shown)),
    }
  }

  function read(_call: Call, id = ''): Reply {
    const found = find(id)
    if (found === undefined) return no(404, '16000', `Subscription ${id} was not found.`)
    const shown = subscriptionXml(found, clock.now())
    // One that is for e-mail stands in the wrapper that a list has; one for a callback does not.
    const inside = found.email === null ? shown : element('Subscriptions', shown)
    return { status: 200, xml: element('SubscriptionsResponse', inside) }
  }

  function create({ xml }: Call): Reply {
    const made = readSubscription(xml, randomUUID())
    if ('xml' in made) return made
    const others = subscriptions.alive()
    if (others.some((other) => isSame(other, made))) {
      return no(409, '16008', 'There is such a subscription already.')
    }
    const global = others.filter((other) => isGlobal(other) && other.orderType === made.orderType)
    if (isGlobal(made) && global.length >= MOST_PER_TYPE) {
      return no(400, '16006', 'There are too many subscriptions of this type.')
    }
    subscriptions.add(made)
    return { status: 201, location: `/subscriptions/${made.id}` }
  }

  /** Nothing of the old one is kept: what is left out falls to its default. */
  function replace({ xml }: Call, id = ''): Reply {
    if (find(id) === undefined) return no(404, '16000', `Subscription ${id} was not found.`)
    const made = readSubscription(xml, id)
    if ('xml' in made) return made
    subscriptions.add(made)
    return { status: 200 }
  }

  function remove(_call: Call, id = ''): Reply {
    if (find(id) === undefined) return no(404, '16000', `Subscription ${id} was not found.`)
    subscriptions.remove(id)
    return { status: 200 }
  }

  function readSubscription(xml: Xml | null, id: string): Subscription | (Reply & { xml: Xml }) {
    if (xml?.name !== 'Subscription') return no(400, '1019', 'That is no subscription.')
    const [orderType, eventType, orderId] = ['OrderType', 'EventType', 'OrderId'].map(
      (name) => childText(xml, name) ?? null,
    )
    if (!orderType && !eventType) return no(400, '14508', 'OrderType or EventType is needed.')
    if (orderType && !ORDER_TYPES.includes(orderType)) {
      return no(400, '14500', `${orderType} is no order type.`)
    }
    if (orderId && !orders.has(orderId)) return no(404, '16004', 'There is no such order.')
    const about = { id, orderType: orderType ?? null, eventType: eventType ?? null }
    const rest = { ...about, orderId: orderId ?? null, status: 'READY' }

    const email = child(xml, 'EmailSubscription')
    const address = childText(email, 'Email')
    if (address) {
      const digest = childText(email, 'DigestRequested') ?? 'NONE'
      if (!['NONE', 'DAILY'].includes(digest)) return no(400, '14502', 'NONE or DAILY.')
      return { ...rest, email: { address, digest }, callback: null }
    }
    const sent = child(xml, 'CallbackSubscription')
    if (sent === undefined) return no(400, '14501', 'An e-mail or a callback is needed.')
    const callback = readCallback(sent, clock.now())
    return 'xml' in callback ? callback : { ...rest, email: null, callback }
  }

  const all = /^\/subscriptions$/
  const one = /^\/subscriptions\/([^/]+)$/
  return [
    { method: 'GET', path: all, limit: null, answer: list },
    { method: 'POST', path: all, limit: null, answer: create },
    { method: 'GET', path: one, limit: null, answer: read },
    { method: 'PUT', path: one, limit: null, answer: replace },
    { method: 'DELETE', path: one, limit: null, answer: remove },
  ]
}

function readCallback(sent: Xml, now: number): Callback | (Reply & { xml: Xml }) {
  const url = childText(sent, 'URL') ?? ''
  if (url === '') return no(404, '14503', 'The URL is empty.')
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return no(404, '14506', 'Not a valid URL.')
  const expiry = childText(sent, 'Expiry') ?? `${USUAL_EXPIRY_S}`
  if (!/^\d{1,18}$/.test(expiry)) return no(404, '1005', 'Expiry is a number of seconds.')
  const basic = child(child(sent, 'CallbackCredentials'), 'BasicAuthentication')
  const [username = '', password = ''] = ['Username', 'Password'].map((name) =>
    childText(basic, name),
  )
  if ((username === '') !== (password === '') || username.length > 100) {
    return no(400, '14505', 'Username (at most 100 characters) and Password go together.')
  }
  return {
    url,
    expiresAt: now + Number(expiry) * 1000,
    credentials: username === '' ? null : { username, password },
    numberFormat: childText(sent, 'NumberFormat') === 'E164' ? 'E164' : 'LEGACY',
  }
}

function no(status: number, code: string, text: string): Reply & { xml: Xml } {
  const { xml } = refusal(status, 'SubscriptionsResponse', code, text)
  return { status, xml: xml ?? element('SubscriptionsResponse') }
}

const isGlobal = ({ orderId }: Subscription): boolean => orderId === null

function isSame(one: Subscription, other: Subscription): boolean {
  return (
    one.orderType === other.orderType &&
    one.eventType === other.eventType &&
    one.orderId === other.orderId &&
    one.callback?.url === other.callback?.url &&
    one.email?.address === other.email?.address
  )
}

/** The password is never shown, and of the expiry only what is left of it. */
function subscriptionXml(subscription: Subscription, now: number): Xml {
  const { id, orderType, eventType, orderId, email, callback, status } = subscription
  return element(
    'Subscription',
    element('SubscriptionId', id),
    field('OrderType', orderType),
    field('EventType', eventType),
    field('OrderId', orderId),
    email &&
      element(
        'EmailSubscription',
        element('Email', email.address),
        element('DigestRequested', email.digest),
      ),
    callback &&
      element(
        'CallbackSubscription',
        element('URL', callback.url),
        element('Expiry', Math.ceil((callback.expiresAt - now) / 1000)),
        element('Status', status),
        callback.credentials &&
          element(
            'CallbackCredentials',
            element('BasicAuthentication', element('Username', callback.credentials.username)),
          ),
      ),
  )
}
