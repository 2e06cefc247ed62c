import { viewBulk } from '../../desk/bulk/view-bulk.ts'
import { bulkNumbered, orderNumbered } from '../../desk/numbered.ts'
import { kindOf } from '../../desk/order-kind.ts'
import type { KindName } from '../../store/followed.ts'
import { moreActions } from '../controls/order-controls.ts'
import { moreView } from '../forms/more-view.ts'
import { bulkGroups } from '../messages/bulk-actions.ts'
import { bulkStatusText, bulkTitle } from '../words/bulk-words.ts'
import { orderStatusText } from '../messages/card.ts'
import { orderGroups } from '../messages/card-buttons.ts'
import { dotted, orderTitle } from '../words/order-words.ts'
import { mrkdwn } from '../mrkdwn.ts'
import { onOrder } from './on-press.ts'
import { openView, viewOf, type Interaction } from '../interaction.ts'
import type { ModalView } from '@slack/types'

/** As it was seen last: Bandwidth is asked when one of them is pressed. */
export const onMoreActions = onOrder(moreActions, async (interaction) => {
  const { desk, number } = interaction
  await openView(interaction, await DRAWN[await kindOf(desk, number)](interaction, number))
})

const DRAWN: Record<KindName, (interaction: Interaction, number: number) => Promise<ModalView>> = {
  async order(interaction, number) {
    const view = await viewOf(interaction, await orderNumbered(interaction.desk.db, number))
    const title = dotted(mrkdwn`*${orderTitle(view.tracked)}*`, orderStatusText(view))
    return moreView(number, title, orderGroups(view))
  },
  async bulk({ desk }, number) {
    const bulk = await bulkNumbered(desk.db, number)
    const view = await viewBulk(desk, bulk)
    const title = dotted(mrkdwn`*${bulkTitle(bulk)}*`, bulkStatusText(bulk))
    return moreView(number, title, bulkGroups(view))
  },
}
