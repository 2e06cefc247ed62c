import type { PortOrder } from './order.ts'

/** Whom to ask about an order: Bandwidth's staff reads notes only on orders that were rejected. */
export function askAbout(
  { id, pon, status }: Pick<PortOrder, 'id' | 'pon' | 'status'>,
  number: number,
): string {
  return status === 'EXCEPTION'
    ? `Write Bandwidth a note: \`/portin note ${number} …\``
    : `Open ${supportTicket({ id, pon })}`
}

/** What the ticket has to name, to copy. */
export function supportTicket({
  id,
  pon,
}: {
  readonly id: string
  readonly pon: string | null
}): string {
  const alsoPon = pon === null ? '' : `, PON \`${pon}\``
  return `a ticket with Bandwidth support for order \`${id}\`${alsoPon}.`
}
