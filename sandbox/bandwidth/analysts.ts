import { ADDRESS_FIELDS } from './order-content.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { NoteBook } from './notes.ts'
import type { Order } from './order.ts'
import { isOver, tnsOf } from './order.ts'
import type { Practice } from './practice.ts'
import { isLumens } from './supp-rules.ts'

export const LNP_TEAM = 'lnp-team'
const CSR_AFTER_MS = 3_600_000
const CSR_BEGINS = 'CSR from Lumen'

/** Bandwidth's people, who write notes of their own accord. */
interface Analysts {
  /** Somebody of ours wrote a note on the order. */
  written(id: string): void
}

export function createAnalysts(practice: Practice, lifecycle: Lifecycle, book: NoteBook): Analysts {
  const { agenda, clock, noteHabits, orders } = practice

  function later(order: Order, afterMs: number, textOf: () => string | null): void {
    agenda.at(clock.now() + afterMs, (at) => {
      const text = orders.has(order.id) && !isOver(order.status) ? textOf() : null
      if (text === null) return
      book.write(order, { userId: LNP_TEAM, text, at })
      book.notify(order.id, text, at)
    })
  }

  lifecycle.watch({
    moved(order) {
      if (noteHabits.csrNotes === 'none' || order.status !== 'SUBMITTED' || !isLumens(order)) return
      later(order, CSR_AFTER_MS, () =>
        order.notes.some(({ text }) => text.startsWith(CSR_BEGINS)) ? null : recordOf(order),
      )
    },
    removed: () => undefined,
  })

  return {
    written(id) {
      const order = orders.get(id)
      // Nobody is assigned to an order that was not rejected, and nobody reads its notes.
      if (noteHabits.analystAfterHours === 0 || order?.status !== 'EXCEPTION') return
      later(order, noteHabits.analystAfterHours * 3_600_000, () => answerTo(order))
    },
  }
}

function answerTo({ errors, content }: Order): string {
  const [error] = errors
  const account = content.wireless?.['AccountNumber']
  const shows =
    account === undefined
      ? 'another service address: 100 N Main St, Raleigh NC 27601'
      : `an account number other than ${account}`
  return `Thank you for your note. On ${error?.code ?? 'this order'} the losing carrier shows ${shows}.\nPlease update the order and choose a new date.`
}

function recordOf(order: Order): string {
  const { address, subscriber, fields } = order.content
  const line = ADDRESS_FIELDS.flatMap((name) => address?.[name] ?? []).join(' ')
  return [
    `${CSR_BEGINS}:`,
    `BTN ${fields['BillingTelephoneNumber'] ?? ''}`,
    `Name ${(subscriber?.['BusinessName'] ?? subscriber?.['LastName'] ?? '').toUpperCase()}`,
    `Service address ${line.toUpperCase()}`,
    `Working numbers ${tnsOf(order).length}`,
  ].join('\n')
}
