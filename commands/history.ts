import { showHistory } from '../src/slack/buttons/history.ts'
import { orderToRead } from '../src/slack/order-meant.ts'
import type { Command } from '../src/slack/surface.ts'

/** `/portin history ORDER`: who asked, who approved, what was sent, and what Bandwidth and the carrier did. */
export const history: Command = {
  name: 'history',
  usage: 'history <order>',
  summary: 'what happened to an order, newest first; also as a file',
  example: 'history 1042',
  needs: 'porter',
  onlyReads: true,

  async run(visit) {
    const { number } = await orderToRead(visit, 'history', visit.text)
    await showHistory(visit, number, 0)
  },
}
