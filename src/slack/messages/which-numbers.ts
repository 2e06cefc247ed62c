import type { ReadingQuestion } from '../../porting/table-plan.ts'
import { chooseNumbers } from '../controls/check-controls.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { clipText, lines, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { sourceWords, type WhichNumbers } from '../numbers-in-files.ts'

const MOST_OPTIONS = 20
const LONGEST_NAME = 60
const LONGEST_VALUES = 80
const MOST_NAMED = 2

/** Which numbers of a file port: a menu with samples of each column. Only the asker sees it. */
export function whichNumbers({ id, question }: WhichNumbers): Message {
  const { options } = question
  const asks = mrkdwn`*${ASKS[question.asks](question)}* Nothing is sent yet.`
  const more = options.length - MOST_OPTIONS
  return message(asks, [
    section(asks),
    section(
      lines(
        ...options.slice(0, MOST_OPTIONS).map(optionLine),
        more > 0 ? `and ${String(more)} more` : null,
      ),
    ),
    actions([chooseNumbers.draw(id, options.slice(0, MOST_OPTIONS))]),
    context(plain('I’ll remember your answer for files with the same headings.')),
  ])
}

const ASKS: Record<ReadingQuestion['asks'], (about: ReadingQuestion) => string> = {
  columns: (about) => `Which column of ${sourceWords(about)} holds the numbers to port?`,
  wanted: (about) =>
    `${sourceWords(about)} marks rows as not to port${underWords(about)}. Which rows do you mean?`,
  hidden: (about) => `${sourceWords(about)} has hidden rows with numbers. Which rows do you mean?`,
  kept: (about) =>
    `${sourceWords(about)} marks numbers as “do not port”${underWords(about)}. Which numbers do you mean?`,
  ended: (about) => `${sourceWords(about)} marks numbers as canceled. Which numbers do you mean?`,
  later: (about) =>
    `${sourceWords(about)} marks numbers as for later or not certain${underWords(about)}. Which numbers do you mean?`,
  unnamed: (about) =>
    `${sourceWords(about)} has numbers that aren’t named with “only”. Which numbers do you mean?`,
  sheets: (about) => `Which sheet of ${sourceWords(about)} holds the numbers to port?`,
}

/** ` under “Status”` */
function underWords({ under = [] }: ReadingQuestion): string {
  const names = under.slice(0, MOST_NAMED).map((name) => `“${clipText(name, LONGEST_NAME)}”`)
  return names.length === 0 ? '' : ` under ${names.join(' and ')}`
}

function optionLine({ label, says }: ReadingQuestion['options'][number]): Mrkdwn {
  const name = mrkdwn`• *${clipText(label, LONGEST_NAME)}*`
  return says === '' ? name : mrkdwn`${name}: ${clipText(says, LONGEST_VALUES)}`
}
