import type { Call, Reply, Route } from './call.ts'
import { refusal } from './call.ts'
import {
  addBusinessDays,
  addDays,
  dayOf,
  easternDay,
  easternInstant,
  easternMinutes,
  instantOf,
  isBusinessDay,
  readOrderDate,
  withMillis,
  withoutMillis,
} from './calendar.ts'
import type { Lifecycle } from './lifecycle.ts'
import { TOLL_FREE_WINDOW, insideTollFreeWindow } from './lifecycle.ts'
import type { Order } from './order.ts'
import { goesLiveAt, isOver, isTollFreeOrder, isTriggered, routingOf, tnsOf } from './order.ts'
import type { Practice } from './practice.ts'
import type { Content } from './xml.ts'
import { childText, element, list } from './xml.ts'

const ROOT = 'ActivationStatusResponse'
const no = (code: string, text: string, status = 400): Reply => refusal(status, ROOT, code, text)
const answer = (...content: Content[]): Reply => ({
  status: 200,
  xml: element(ROOT, element('ActivationStatus', ...content)),
})

export function activationRoutes({ orders, clock }: Practice, lifecycle: Lifecycle): Route[] {
  const gone = () => no('7348', 'The order does not exist or is already complete.', 404)

  function read(_call: Call, id = ''): Reply {
    const order = orders.get(id)
    if (order === undefined || isOver(order.status)) return gone()
    const live = goesLiveAt(order)
    if (order.status !== 'FOC' || live === null) {
      return no('7342', 'On demand port-in activation not yet allowed.')
    }
    const tollFree = isTollFreeOrder(order)
    if (!tollFree && !isTriggered(order)) return no('7345', 'The order is not triggered.')
    const due = element('AutoActivationDate', withoutMillis(live))
    if (tollFree) return answer(due)
    const [done, waiting] = order.activated ? [tnsOf(order), []] : [[], tnsOf(order)]
    return answer(
      due,
      list('ActivatedTelephoneNumbersList', 'TelephoneNumber', done),
      list('NotYetActivatedTelephoneNumbersList', 'TelephoneNumber', waiting),
    )
  }

  function request(call: Call, id = ''): Reply {
    const order = orders.get(id)
    if (order === undefined) return gone()
    if (call.xml?.name !== 'ActivationStatus') return no('7338', 'ActivationStatus is required.')
    const text = childText(call.xml, 'AutoActivationDate')
    const date = text ? readOrderDate(text) : null
    if (text && date === null) return no('7382', 'AutoActivationDate is not a date.')
    const at = date && instantOf(date)
    return isTollFreeOrder(order) ? tollFree(order, at, call) : regular(order, at, text, call)
  }

  function tollFree(order: Order, at: number | null, call: Call): Reply {
    const now = clock.now()
    if (routingOf(order.content).tollFree?.internal) return internal()
    const state = stateRefusal(order)
    if (state) return state
    // What a future date does for toll free is described nowhere; here it is refused.
    if (at !== null && at > now) return no('7605', 'A toll free order cannot be scheduled.')
    if (!insideTollFreeWindow(now)) {
      const [from, to] = nextTollFreeWindow(now)
      const text = `Activation must be between ${withoutMillis(from)} and ${withoutMillis(to)}.`
      return answer(element('errors', element('Code', '7382'), element('Description', text)))
    }
    lifecycle.activateOnDemand(order, call.silentSkip)
    return answer(element('activationDate', withMillis(now)))
  }

  function regular(order: Order, at: number | null, text: string | undefined, call: Call): Reply {
    const now = clock.now()
    const { portType, carrier, regular: fate } = routingOf(order.content)
    if (isOver(order.status)) return no('7349', 'The order is already complete or cancelled.')
    if (portType.startsWith('MANUAL')) return no('7361', 'A manual order cannot be activated here.')
    if (portType === 'INTERNAL') return internal()
    if (carrier?.wireless) return no('7343', 'A wireless order cannot be activated on demand.')
    if (!isTriggered(order)) return no('7345', 'The order is not triggered.')
    const state = stateRefusal(order)
    if (state) return state
    if (order.actualFoc === null) return no('7352', 'Activation is possible in FOC only.')
    if (at === null || text === undefined) return no('7338', 'AutoActivationDate is required.')
    const offNet = fate?.coverage === 'partner'
    const focDay = dayOf(order.actualFoc)
    const immediate = at <= now
    const requested = immediate ? now : at
    const trouble = offNet
      ? offNetTrouble(requested, focDay, immediate)
      : onNetTrouble(requested, focDay, immediate)
    if (trouble) return trouble
    if (immediate) {
      lifecycle.activateOnDemand(order, call.silentSkip)
      return accepted(text, now, Infinity)
    }
    const latest = easternInstant(addBusinessDays(focDay, offNet ? 0 : 3), 22)
    lifecycle.scheduleActivation(order, Math.min(requested, latest))
    return accepted(text, requested, latest)
  }

  const internal = () => no('7344', 'Numbers that leave Bandwidth cannot be activated here.')

  function stateRefusal(order: Order): Reply | null {
    if (isOver(order.status)) return no('7349', 'The order is already complete or cancelled.')
    if (order.status !== 'FOC') return no('7352', 'Activation is possible in FOC only.')
    return order.activated ? no('7340', 'The numbers are already activated.') : null
  }

  const path = /^\/portins\/([^/]+)\/activationStatus$/
  return [
    { method: 'GET', path, limit: null, answer: read },
    { method: 'PUT', path, limit: null, answer: request },
  ]
}

function offNetTrouble(at: number, focDay: string, immediate: boolean): Reply | null {
  const minutes = easternMinutes(at)
  const inHours = minutes >= 6 * 60 && minutes <= 22 * 60
  if (easternDay(at) === focDay && inHours) return null
  const hours = 'on the FOC day between 06:00 and 22:00 ET'
  if (immediate) return no('7604', `An activation is triggered ${hours} only.`)
  return no(inHours ? '7605' : '7382', `An activation is scheduled ${hours} only.`)
}

function onNetTrouble(at: number, focDay: string, immediate: boolean): Reply | null {
  const minutes = easternMinutes(at)
  if (easternDay(at) < focDay) return no('7342', 'On demand port-in activation not yet allowed.')
  if (!isBusinessDay(easternDay(at))) return no('7387', 'Activation on a weekend or a holiday.')
  if (immediate && easternDay(at) > addBusinessDays(focDay, 3)) {
    return no('7342', 'The allowed delay after the FOC day is over.')
  }
  if (minutes >= 5 * 60 && minutes <= 22 * 60) return null
  return no('7382', 'Activation must be between 05:00 and 22:00 ET.')
}

/** 200 with the date as it was taken, and a warning where it was moved or is at an odd hour. */
function accepted(text: string, requested: number, latest: number): Reply {
  const moved = requested > latest
  const minutes = easternMinutes(Math.min(requested, latest))
  const odd = minutes < 8 * 60 || minutes > 20 * 60
  const [code, warning] = moved
    ? ['7347', 'The time is later than allowed and was set to the latest allowed one.']
    : ['7380', 'Activation is outside of support hours (8:00 to 20:00 ET).']
  const taken = element('AutoActivationDate', moved ? withoutMillis(latest) : text)
  const error = element('ErrorCode', code)
  const status = element('ResponseStatus', error, element('Description', warning))
  const body = element('ActivationStatus', taken)
  return { status: 200, xml: element(ROOT, body, moved || odd ? status : null) }
}

function nextTollFreeWindow(now: number): [from: number, to: number] {
  const today = easternDay(now)
  const over = now >= easternInstant(today, TOLL_FREE_WINDOW.to)
  const day = over ? addDays(today, 1) : today
  return [easternInstant(day, TOLL_FREE_WINDOW.from), easternInstant(day, TOLL_FREE_WINDOW.to)]
}
