import { countOf } from '../../porting/counts.ts'
import type { Finding } from '../../desk/finding.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { renewSubscriptions } from '../controls/doctor-controls.ts'
import { join, lines, mrkdwn, plain, withNames, type Mrkdwn } from '../mrkdwn.ts'

/** What was looked at, the worst first, each with what to do; and a button where there is one. */
export function doctorAnswer(findings: readonly Finding[]): Message {
  const sorted = ORDER.flatMap((state) => findings.filter((finding) => finding.state === state))
  const wrong = findings.filter(({ state }) => state !== 'good').length
  const says =
    wrong === 0 ? plain('All checks passed.') : mrkdwn`${countOf(wrong, 'problem')} found.`
  const repairs = new Set(findings.map(({ repair }) => repair))
  return message(says, [
    section(mrkdwn`*${says}*`),
    ...inPortions(sorted.map(line)).map((portion) => section(lines(...portion))),
    actions(repairs.has('subscriptions') ? [renewSubscriptions.draw()] : []),
    context(plain('Checked just now. Read-only.')),
  ])
}

const ORDER: readonly Finding['state'][] = ['bad', 'doubtful', 'good']

const MARKS: Record<Finding['state'], string> = {
  good: ':white_check_mark:',
  doubtful: ':warning:',
  bad: ':x:',
}

function line({ state, subject, says, todo }: Finding): Mrkdwn {
  const told = mrkdwn`${plain(MARKS[state])} *${withPlaces(subject)}* ${withPlaces(says)}`
  return todo === null ? told : lines(told, mrkdwn`      Fix: ${withPlaces(todo)}`)
}

/** People and channels by name. */
function withPlaces(text: string): Mrkdwn {
  const { markup } = withNames(text)
  return { markup: markup.replaceAll(/#([CG][A-Z0-9]{2,})\b/g, '<#$1>') }
}

const A_SECTION = 2_500

/** A section ends at three thousand characters. */
function inPortions(all: readonly Mrkdwn[]): readonly (readonly Mrkdwn[])[] {
  const portions: Mrkdwn[][] = []
  for (const one of all) {
    const last = portions.at(-1)
    const isFull = last !== undefined && join([...last, one], '\n').markup.length > A_SECTION
    if (last === undefined || isFull) portions.push([one])
    else last.push(one)
  }
  return portions
}
