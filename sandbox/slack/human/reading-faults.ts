import { DELIVERY_TYPES, type CallFault, type DeliveryFault } from '../faults.ts'
import type { JsonObject } from '../json.ts'
import { need } from './door.ts'
import { HumanError } from './human-error.ts'

export function readCallFault(body: JsonObject): CallFault {
  const { error, status, retryAfter, html, lost, ms } = body
  return {
    method: need(body, 'method'),
    times: timesIn(body),
    ...(typeof error === 'string' ? { error } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    ...(typeof retryAfter === 'number' ? { retryAfter } : {}),
    ...(html === true ? { html } : {}),
    ...(lost === true ? { lost } : {}),
    ...(typeof ms === 'number' ? { ms } : {}),
  }
}

export function readDeliveryFault(body: JsonObject): DeliveryFault {
  const times = timesIn(body)
  const { kind, ms } = body
  const name = need(body, 'delivery')
  const delivery = name === '*' ? name : DELIVERY_TYPES.find((type) => type === name)
  if (delivery === undefined)
    throw new HumanError(`delivery is * or one of ${DELIVERY_TYPES.join(', ')}`)
  switch (kind) {
    case 'delay':
      if (typeof ms !== 'number') throw new HumanError('a delay needs ms')
      return { delivery, times, kind, ms }
    case 'lost-ack':
      return { delivery, times, kind }
    case 'twice':
      if (delivery !== 'events_api') throw new HumanError('only events come twice')
      return { delivery, times, kind }
    default:
      throw new HumanError('kind is delay, lost-ack or twice')
  }
}

function timesIn({ times = 1 }: JsonObject): number {
  if (typeof times !== 'number' || times < 1) throw new HumanError('times is a number from 1 on')
  return times
}
