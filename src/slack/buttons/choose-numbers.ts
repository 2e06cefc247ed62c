import { changeBulkNumbers } from '../../desk/bulk/change-numbers.ts'
import { saveAccount } from '../../desk/save-account.ts'
import { Refusal } from '../../porting/refusal.ts'
import { findQuestion, saveAnswer } from '../../store/readings.ts'
import { takeBulkFiles } from '../bulk-thread.ts'
import { checkReading } from '../check-reading.ts'
import { numbersChanged } from '../words/order-words.ts'
import { chooseNumbers } from '../controls/check-controls.ts'
import { said } from '../messages/said.ts'
import { saidOf } from '../order-ref.ts'
import { numbersInFiles, type Purpose } from '../numbers-in-files.ts'
import { onPress } from './on-press.ts'
import type { Interaction } from '../interaction.ts'

/** A column, rows, or a sheet is chosen, and the original task resumes with the choice. */
export const onChooseNumbers = onPress(chooseNumbers, async (interaction) => {
  const { desk, member } = interaction
  const [question = '', index = ''] = interaction.value.split(' ')
  const asked = await findQuestion(desk.db, question)
  const option = asked?.question.options[Number(index)]
  if (asked === undefined || option === undefined || asked.by !== member.id) throw questionExpired()
  await saveAnswer(desk.db, {
    key: asked.question.key,
    answer: option.value,
    by: member.id,
    at: desk.clock(),
  })
  await goOn(interaction, JSON.parse(asked.purpose) as Purpose, option.label)
})

async function goOn(interaction: Interaction, purpose: Purpose, label: string): Promise<void> {
  const { desk, workspace, member, reply } = interaction
  const from = { desk, workspace, by: member.id }
  switch (purpose.kind) {
    case 'check':
      return checkReading(interaction, {
        channel: purpose.channel,
        files: purpose.files,
        reading: await numbersInFiles(from, purpose, purpose),
      })
    case 'bulk-numbers': {
      const { number, how } = purpose
      const { numbers, ...account } = await numbersInFiles(from, purpose, purpose)
      const changed = await changeBulkNumbers(desk, { number, how, numbers, by: member.id })
      if (how === 'replace') await saveAccount(desk, number, account)
      const says = (named: string) => numbersChanged(named, changed)
      return reply(await saidOf(interaction, number, says))
    }
    case 'bulk-file': {
      const { number, file } = purpose
      for (const answer of await takeBulkFiles(desk, workspace, {
        number,
        member,
        channel: interaction.channel,
        files: [{ mimetype: 'text/csv', size: null, url: null, ...file }],
      })) {
        await reply(answer)
      }
      return
    }
    case 'again':
      return reply(said(`I’ll use “${label}” for files with these headings. Send it again.`))
  }
}

function questionExpired(): Refusal {
  return new Refusal(
    'question-gone',
    'This question is too old, or it was for someone else.',
    'Drop the file again.',
  )
}
