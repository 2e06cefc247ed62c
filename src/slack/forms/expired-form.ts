import { Refusal } from '../../porting/refusal.ts'
import type { SentForm } from '../handlers.ts'
import type { StateValues } from './typed-values.ts'

const TOO_OLD = 'This form is too old.'

/** What stands behind an open form is deleted after a day, and a restored backup may not have it. */
export function formExpired(next: string): Refusal {
  return new Refusal('form-gone', TOO_OLD, next)
}

/** The form stays open, because what was typed stands nowhere else. */
export function expiredButOpen(values: StateValues): SentForm {
  const [first = ''] = Object.keys(values)
  return { kind: 'mistakes', errors: { [first]: `${TOO_OLD} ${COPY_OVER}` } }
}

export const COPY_OVER = 'Copy what you typed, then open a new one.'
