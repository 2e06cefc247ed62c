import type { Button as BlockButton } from '@slack/types'
import type { OrderRef } from '../../store/followed.ts'
import { button, type ButtonParts } from '../blocks.ts'
import { orderValue } from '../order-ref.ts'

/** A button as it is drawn, from the parts of its value. Its click handler is in `buttons/`. */
export interface Control<Parts extends readonly unknown[]> {
  readonly id: string
  draw(...parts: Parts): BlockButton
}

export function control<Parts extends readonly unknown[]>(
  id: string,
  partsOf: (...parts: Parts) => Omit<ButtonParts, 'id'>,
): Control<Parts> {
  return { id, draw: (...parts) => button({ id, ...partsOf(...parts) }) }
}

/** Slack requires a distinct id for each button in a row; the router ignores the suffix. */
export function lettered(id: string, index: number): string {
  return `${id}${String.fromCharCode('A'.charCodeAt(0) + index)}`
}

/** One whose value names its order and nothing else. */
export function orderControl(
  id: string,
  text: string,
  style?: ButtonParts['style'],
): Control<[order: OrderRef]> {
  return control(id, (order: OrderRef) => ({
    text,
    value: orderValue(order),
    ...(style !== undefined && { style }),
  }))
}
