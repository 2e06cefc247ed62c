import { describe, expect, it } from 'vitest'
import type { Reminder } from '../../src/porting/reminders.ts'
import { asProven, isProven } from '../../src/porting/reminder-proof.ts'
import { portStatus } from '../../src/porting/status.ts'
import { due } from '../fixtures/reminders.ts'
import { day } from '../fixtures/orders.ts'

const AT = 1_000
const FOC = day('2026-12-08')
const status = portStatus('SUBMITTED')

type Unseen = 'silent' | 'with its age' | 'as it is'

const TABLE: readonly (readonly [Reminder, Unseen])[] = [
  [{ kind: 'foc-in-three-days', day: FOC }, 'with its age'],
  [{ kind: 'foc-tomorrow', day: FOC }, 'with its age'],
  [{ kind: 'foc-today', day: FOC }, 'with its age'],
  [{ kind: 'window-opens', day: FOC }, 'silent'],
  [{ kind: 'activates-soon', automaticAt: AT }, 'with its age'],
  [{ kind: 'not-live', automaticAt: AT }, 'silent'],
  [{ kind: 'draft-dies', purgesAt: AT }, 'with its age'],
  [{ kind: 'waits-long', status, since: 0, businessDays: 4 }, 'silent'],
  [{ kind: 'approval-ends', id: 'a', endsAt: AT }, 'as it is'],
  [{ kind: 'outcome-unknown', what: 'edit', since: 0 }, 'as it is'],
]

describe('a reminder of an order that was last seen before its moment', () => {
  it.each(TABLE)('$kind', (reminder, unseen) => {
    const one = due(reminder, { at: AT })
    expect(isProven(one, AT)).toBe(true)
    expect(asProven(one, AT)).toEqual(one)

    const seenBefore = AT - 1
    expect(isProven(one, seenBefore)).toBe(unseen === 'as it is')
    const said = { silent: null, 'with its age': { ...one, asOf: seenBefore }, 'as it is': one }
    expect(asProven(one, seenBefore)).toEqual(said[unseen])
    expect(asProven(one, null)).toEqual(unseen === 'as it is' ? one : null)
  })
})
