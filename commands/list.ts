import { listOf } from '../src/desk/worklists.ts'
import { readableBy } from '../src/slack/order-meant.ts'
import { firstPage } from '../src/slack/show-list.ts'
import type { Command } from '../src/slack/handlers.ts'

/** `/portin list [WORDS]`: orders under way, soonest due first; words filter them. */
export const list: Command = {
  name: 'list',
  takes: 'no-number',
  usage: 'list [mine | drafts | rejected | carrier | coordinator | foc 12/1..12/8 | all]',
  summary: 'open orders, next due first',
  example: 'list mine',
  group: 'find',
  needs: 'coordinator',
  onlyReads: true,

  async run(interaction) {
    const { text, desk, member, workspace, reply } = interaction
    const asker = { ...member, nameOf: workspace.roles.nameOf }
    const lines = await listOf(desk, text, asker, readableBy(interaction))
    await reply(await firstPage(interaction, titleOf(text), lines))
  },
}

const TITLES: Readonly<Record<string, string>> = {
  '': 'Open orders',
  mine: 'Your open orders',
  all: 'All orders',
  drafts: 'Drafts',
}

function titleOf(text: string): string {
  const words = text.replaceAll(/\b(?:owner|carrier|customer)=/g, '').trim()
  return TITLES[words.toLowerCase()] ?? `Orders: ${words}`
}
