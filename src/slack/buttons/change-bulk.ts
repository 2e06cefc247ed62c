import { countOf } from '../../porting/counts.ts'
import { progressBar } from '../../porting/progress.ts'
import { numbersChange } from '../../porting/desired-numbers.ts'
import { saveAccount } from '../../desk/save-account.ts'
import { detachFromBulk } from '../../desk/bulk/attach-child.ts'
import { changeBulkNumbers, takeOutRefusedNumbers } from '../../desk/bulk/change-numbers.ts'
import { fillChildren } from '../../desk/bulk/fill-children.ts'
import { sendChildFacts, takeOutRefused, useNumbers } from '../controls/bulk-controls.ts'
import { detachChild } from '../controls/order-controls.ts'
import { downloadText } from '../download-file.ts'
import { readDroppedTable } from '../dropped-table.ts'
import { countNumbers, numbersChanged } from '../words/order-words.ts'
import { said } from '../messages/said.ts'
import { numbersInFiles } from '../numbers-in-files.ts'
import { onOrderSaying } from './on-press.ts'

export const onUseNumbers = onOrderSaying(
  useNumbers,
  async ({ desk, member, workspace, number, more }) => {
    const [file = '', how] = more
    const dropped = { id: file, name: 'the file' }
    const { numbers, ...account } = await numbersInFiles(
      { desk, workspace, by: member.id },
      { typed: '', files: [dropped] },
    )
    const change = numbersChange(how) ?? 'replace'
    const changed = await changeBulkNumbers(desk, { number, how: change, numbers, by: member.id })
    if (change === 'replace') await saveAccount(desk, number, account)
    return (named) => numbersChanged(named, changed)
  },
)

export const onSendChildFacts = onOrderSaying(sendChildFacts, async (interaction) => {
  const { desk, member, workspace, reply, number, more } = interaction
  const [file = ''] = more
  const dropped = { id: file, name: 'the file' }
  const bytes = await downloadText(workspace, dropped)
  const { read } = await readDroppedTable(desk, workspace, number, { file: dropped, bytes })
  const rows = read.kind === 'table' ? read.table.rows : []
  await reply(said(`Sending ${countOf(rows.length, 'order')} to Bandwidth, one by one…`))
  const begunAt = desk.clock()
  const { children, failed } = await fillChildren(desk, {
    number,
    rows,
    by: member.id,
    async onProgress(done, all) {
      // Slack takes five answers to a press.
      if (done !== Math.ceil(all / 2)) return
      const elapsedMs = desk.clock() - begunAt
      const bar = progressBar({ done, all, thing: 'order', elapsedMs })
      if (bar !== null) await reply(said(bar))
    },
  })
  return (named) =>
    failed.length === 0
      ? `${countOf(children.length, 'order')} of ${named} changed.`
      : `${countOf(children.length, 'order')} of ${named} changed, ${failed.length} not. Its thread names them.`
})

export const onTakeOutRefused = onOrderSaying(takeOutRefused, async ({ desk, member, number }) => {
  const { removed } = await takeOutRefusedNumbers(desk, { number, by: member.id })
  return (named) => `${countNumbers(removed)} removed from ${named}. The rest is being rechecked.`
})

export const onDetachChild = onOrderSaying(detachChild, async ({ desk, member, number }) => {
  const bulk = await detachFromBulk(desk, { child: number, by: member.id })
  return (named) => `${named} is no longer part of #${bulk}. Its card is in the channel.`
})
