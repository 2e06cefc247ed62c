import { attachAgainTo } from '../../desk/attach-again.ts'
import { makeAgain as makeItAgain, secretsKept } from '../../desk/make-again.ts'
import { notSwept } from '../../desk/refusals.ts'
import { button } from '../blocks.ts'
import { downloadFile } from '../download-file.ts'
import { openAgainForm } from '../forms/open-order-form.ts'
import { madeAgainWords } from '../messages/made-again.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'
import type { OrderRef } from '../../store/followed.ts'
import { ofOrder, orderOf, orderValue } from '../order-ref.ts'

const id = 'order.make-again'

/** A swept draft with one press; the form comes up only when account number and PIN have to be typed. */
export const makeAgain: Button<[order: OrderRef]> = {
  id,
  needs: 'porter',
  draw: (order) =>
    button({ id, text: 'Make it again', value: orderValue(order), style: 'primary' }),
  click: ofOrder(async (visit) => {
    const { desk, member, workspace, reply, number } = visit
    const order = await orderOf(visit, number)
    if (order.ending !== 'swept') throw notSwept(order)
    const secrets = secretsKept(desk, order)
    if (secrets === null) {
      await openAgainForm(visit, order)
      return
    }
    const made = await makeItAgain(desk, { number, by: member.id, secrets })
    await reply(said(madeAgainWords(number, made)))
    await attachAgainTo(desk, number, { fetchFile: (file) => downloadFile(workspace, file) })
  }),
}
