import { said } from './said.ts'
import type { Message } from '../blocks.ts'
import { countNumbers } from '../words/order-words.ts'

/** To who asked for a check: that it runs, and where the result comes. */
export function checkStarted(count: number, place: { readonly isMember: boolean }): Message {
  return place.isMember
    ? said(`Checking ${countNumbers(count)}. I’ll post the result here.`)
    : said(
        `Checking ${countNumbers(count)}. I’m not in this channel, so I’ll DM you the result. To get it here, type "/invite @portin".`,
      )
}
