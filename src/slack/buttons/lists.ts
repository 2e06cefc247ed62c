import { asCsv, chooseList, turnTo } from '../controls/list-controls.ts'
import { said } from '../messages/said.ts'
import { pageOf, sendAsCsv } from '../show-list.ts'
import type { Clickable, Command } from '../surface.ts'

/** Another page takes the place of this one. */
export const onTurnTo: Clickable = {
  id: turnTo.id,
  needs: 'porter',
  async click(visit) {
    const [id = '', page = '0'] = visit.value.split(' ')
    await visit.replace(await pageOf(visit, id, Number(page)))
  },
}

export const onAsCsv: Clickable = {
  id: asCsv.id,
  needs: 'porter',
  async click(visit) {
    await sendAsCsv(visit, visit.value)
    await visit.reply(said('orders.csv is in your conversation with me.'))
  },
}

/** Whose orders a word after `list` meant. */
export function onChooseList(commands: readonly Command[]): Clickable {
  return {
    id: chooseList.id,
    needs: 'porter',
    async click(visit) {
      const list = commands.find(({ name }) => name === 'list')
      await list?.run({ ...visit, text: visit.value })
    },
  }
}
