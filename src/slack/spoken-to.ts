import { orderNumberIn, spokenWords } from '../porting/spoken-words.ts'
import type { Desk } from '../desk/desk.ts'
import type { Message } from './blocks.ts'
import { askWhoseDocument } from './dropped-document.ts'
import { isDocument } from './forms/slack-files.ts'
import { helpOrStatus } from './help.ts'
import { greeting } from './messages/greeting.ts'
import { opensForm } from './messages/needs-a-press.ts'
import { serve, type Who } from './serve.ts'
import type { Command } from './handlers.ts'
import type { TypedFile } from './typed-file.ts'
import { orAskForPress, saidIn, type Interaction } from './interaction.ts'
import type { Workspace } from './workspace.ts'

interface SaidToUs {
  readonly who: Who
  readonly channel: string
  readonly thread: string | null
  /** What was said, without the bot's name. */
  readonly words: string
  readonly files: readonly TypedFile[]
  readonly reply: (message: Message) => Promise<void>
}

/**
 * Answers a person who writes to the bot as to a colleague like the corresponding command, with the same
 * check of who they are; a document leads to a question.
 *
 * @returns whether something is left to be read for numbers.
 */
export async function answerWords(
  desk: Desk,
  workspace: Workspace,
  commands: readonly Command[],
  said: SaidToUs,
): Promise<boolean> {
  const { who, channel, thread, words, files, reply } = said
  const interaction = saidIn({ channel, thread, desk, workspace, reply })
  const documents = files.filter(isDocument)
  if (documents.length > 0) {
    await serve('coordinator', who, interaction, (arrived: Interaction) =>
      askWhoseDocument(arrived, documents, orderNumberIn(words)),
    )
  }
  if (files.length > documents.length) return true
  const spoken = spokenWords(words, commands)
  // Beside a document a name is the order that it is for, and `loa` is what is done with it.
  const isOfDocument = spoken.kind !== 'command' || spoken.name === 'loa'
  if (documents.length > 0 && isOfDocument) return spoken.kind === 'numbers'
  switch (spoken.kind) {
    case 'numbers':
      return true
    case 'greeting':
      await serve(null, who, interaction, (arrived: Interaction) => reply(greeting(arrived.member)))
      return false
    case 'name':
      await serve(null, who, interaction, (arrived: Interaction) =>
        helpOrStatus(arrived, commands, spoken.text),
      )
      return false
    case 'command': {
      const command = commands.find(({ name }) => name === spoken.name)
      await serve(command?.needs ?? null, who, interaction, (arrived: Interaction) =>
        command === undefined
          ? helpOrStatus(arrived, commands, 'help')
          : runSpoken(command, arrived, spoken.text),
      )
      return false
    }
  }
}

async function runSpoken(command: Command, interaction: Interaction, text: string): Promise<void> {
  await interaction.workspace.places.placeOf(interaction.channel)
  await orAskForPress(
    () => command.run({ ...interaction, text }),
    () => interaction.reply(opensForm(command.name, text)),
  )
}
