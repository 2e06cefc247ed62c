import { isBandwidthError } from '../../bandwidth/errors.ts'
import { refreshWholeBulk } from '../../desk/bulk/refresh-whole-bulk.ts'
import { viewBulk, type BulkView } from '../../desk/bulk/view-bulk.ts'
import { plain, type Mrkdwn } from '../mrkdwn.ts'
import type { Choice, Choosing } from '../handlers.ts'
import { openView, redrawView, type Interaction } from '../interaction.ts'
import {
  breakdownView,
  FILTER_ACTION,
  REFRESH_ACTION,
  PAGE_ACTION,
  shownIn,
  type Shown,
} from './breakdown-view.ts'
import { provenOrder } from '../order-ref.ts'
import { bulkNumbered } from '../../desk/numbered.ts'

/** Every order of a bulk order, a page at a time, shown only to who asks. */
export async function openBreakdown(interaction: Interaction, number: number): Promise<void> {
  const view = await bulkView(interaction, number)
  const filter = view.children.some(({ needsAttention }) => needsAttention) ? 'attention' : 'all'
  await openView(interaction, breakdownView(view, { filter, page: 1 }))
}

/** Another filter or page draws the view again. */
export const breakdownFilter = drawsAgain(FILTER_ACTION)
export const breakdownPage = drawsAgain(PAGE_ACTION)

function drawsAgain(id: string): Choice {
  return { id, needs: 'coordinator', choose: (interaction) => drawAgain(interaction) }
}

/** Asks Bandwidth, and draws what it has now; nobody else's change reaches an open view on its own. */
export const refreshAgain: Choice = {
  id: REFRESH_ACTION,
  needs: 'coordinator',
  async choose(interaction) {
    const { desk } = interaction
    const asking = await draw(
      interaction,
      await hereIn(interaction),
      plain('Refreshing from Bandwidth…'),
    )
    let notice: Mrkdwn | null = null
    try {
      await refreshWholeBulk(desk, asking.number)
    } catch (error) {
      if (!isBandwidthError(error)) throw error
      desk.log('breakdown-not-refreshed', { error })
      notice = plain('Bandwidth isn’t answering. This is from my last check.')
    }
    await draw(interaction, asking, notice)
  },
}

/** @param notice what has just been done from one of its lines. */
export async function drawAgain(
  interaction: Choosing,
  notice: Mrkdwn | null = null,
): Promise<void> {
  await draw(interaction, await hereIn(interaction), notice)
}

/** An open breakdown, and what it shows. */
export interface OpenBreakdown {
  readonly number: number
  readonly viewId: string
  readonly hash: string
  readonly shown: Shown
}

/** The breakdown in which something was chosen. */
export async function hereIn(interaction: Choosing): Promise<OpenBreakdown> {
  const { formId, viewId, hash, values } = interaction
  const { number } = await provenOrder(interaction, formId)
  return { number, viewId, hash, shown: shownIn(values) }
}

/** What was done in a view above it shows in the breakdown too. @returns what it shows. */
export async function drawBelow(
  interaction: Pick<Interaction, 'desk' | 'workspace'>,
  open: OpenBreakdown,
  done: string,
): Promise<BulkView> {
  return (await draw(interaction, open, plain(done))).view
}

/** If the view was closed or changed meanwhile, it stays as it is. */
async function draw(
  { desk, workspace }: Pick<Interaction, 'desk' | 'workspace'>,
  open: OpenBreakdown,
  notice: Mrkdwn | null,
): Promise<OpenBreakdown & { readonly view: BulkView }> {
  const view = await bulkView({ desk }, open.number)
  try {
    const hash = await redrawView({ workspace }, open, breakdownView(view, open.shown, notice))
    return { ...open, hash: hash ?? open.hash, view }
  } catch (error) {
    desk.log('breakdown-not-drawn', { error })
    return { ...open, view }
  }
}

async function bulkView({ desk }: Pick<Interaction, 'desk'>, number: number): Promise<BulkView> {
  return viewBulk(desk, await bulkNumbered(desk.db, number))
}
