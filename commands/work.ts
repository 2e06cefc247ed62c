import { readTypedName } from '../src/porting/order-names.ts'
import { Refusal } from '../src/porting/refusal.ts'
import { worklist, type WorklistName } from '../src/desk/worklists.ts'
import { readableBy } from '../src/slack/order-meant.ts'
import { firstPage } from '../src/slack/show-list.ts'
import type { Command } from '../src/slack/handlers.ts'

export const today = work(
  'today',
  'Today',
  'what goes live, can be activated, or has to be decided today',
)
export const waiting = work('waiting', 'Waiting on you', 'requests you can decide, and your moves')
export const stuck = work('stuck', 'Stuck', 'rejected, unanswered, or with an unknown result')
export const week = work('week', 'The next 7 days', 'the FOC dates of the next 7 days')

/** A work list for the person who asks, from the channels that they can read. */
function work(name: WorklistName, title: string, summary: string): Command {
  return {
    name,
    takes: 'no-number',
    usage: name,
    summary,
    example: name,
    group: 'find',
    needs: 'coordinator',
    onlyReads: true,

    async run(interaction) {
      const { desk, member, reply, text } = interaction
      if (text !== '') throw takesNoWords(name, text)
      const lines = await worklist(desk, name, member, readableBy(interaction))
      await reply(await firstPage(interaction, title, lines))
    },
  }
}

/** Ignoring a word would make the list claim something it did not check. */
function takesNoWords(name: WorklistName, text: string): Refusal {
  const { orderNumber } = readTypedName(text)
  const meant = orderNumber === null ? '' : `\`/portin status ${orderNumber}\` shows an order. `
  return new Refusal(
    'takes-no-words',
    `"${name}" takes no words.`,
    `${meant}Try \`/portin ${name}\`, or \`/portin list\` with words: \`list mine\`, \`list foc 12/1..12/8\`.`,
  )
}
