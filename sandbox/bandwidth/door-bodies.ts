import { DateTime, Duration } from 'luxon'
import { MODES, type Behaviour, type Forgery } from './notifications.ts'
import type { WireError } from './order.ts'

/** Why a door does not do what it was asked. */
export class DoorShut extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** What a door is given, as JSON. */
export type Sent = Readonly<Record<string, unknown>>

export function textIn(sent: Sent, name: string): string | undefined {
  const value = sent[name]
  return typeof value === 'string' ? value : undefined
}

export function duration(text = ''): number {
  const read = Duration.fromISO(text)
  if (!read.isValid) throw new DoorShut(400, 'Say now (ISO instant) or advance (ISO duration).')
  return read.toMillis()
}

export function instant(text: string): number {
  const read = DateTime.fromISO(text, { zone: 'utc' })
  if (!read.isValid) throw new DoorShut(400, `${text} is not an ISO instant.`)
  return read.toMillis()
}

/** What the losing side says, of an order as a whole or of some of its numbers. */
export function readErrors(sent: Sent): readonly WireError[] {
  const { errors } = sent
  const all: readonly unknown[] = Array.isArray(errors) ? errors : [sent]
  return all.map(readError)
}

function readError(sent: unknown): WireError {
  const one: Sent = typeof sent === 'object' && sent !== null ? { ...sent } : {}
  const code = textIn(one, 'code') ?? '7402'
  const { tns } = one
  return {
    code,
    text: textIn(one, 'text') ?? textOf(code),
    ...(Array.isArray(tns) && { tns: tns.map(String) }),
  }
}

export const textOf = (code: string): string =>
  code === '7402'
    ? 'Address or zip code does not match the customer record'
    : 'The losing carrier refuses.'

export function readBehaviour({ mode, by, times }: Sent): Behaviour {
  const known = MODES.find((each) => each === mode)
  if (known === undefined) throw new DoorShut(400, `mode is one of ${MODES.join(', ')}, forge.`)
  return {
    mode: known,
    ...(known === 'delay' && { delayMs: duration(typeof by === 'string' ? by : '') }),
    ...(typeof times === 'number' && { times }),
  }
}

const KNOWS = ['nothing', 'wrong', 'password'] as const

export function readForgery(sent: Sent): Forgery {
  const { order, type, status, body, knows = 'nothing' } = sent
  const known = KNOWS.find((each) => each === knows)
  if (known === undefined) throw new DoorShut(400, `knows is one of ${KNOWS.join(', ')}.`)
  return {
    orderId: typeof order === 'string' ? order : '',
    knows: known,
    ...(typeof type === 'string' && { orderType: type }),
    ...(typeof status === 'string' && { status }),
    ...(typeof body === 'string' && { body }),
  }
}

export function readJson(body: string): Sent {
  if (body.trim() === '') return {}
  try {
    const read: unknown = JSON.parse(body)
    return typeof read === 'object' && read !== null ? { ...read } : {}
  } catch {
    throw new DoorShut(400, 'The body is not JSON.')
  }
}
