import { countOf } from '../../porting/counts.ts'
import type { Finding } from '../../desk/finding.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { renewSubscriptions } from '../controls/doctor-controls.ts'
import { join, lines, mrkdwn, nothing, plain, withNames, type Mrkdwn } from '../mrkdwn.ts'
import { dotted } from '../words/order-words.ts'

/** What needs somebody, the worst first, each with what to do; what is well by name, or with `all` in full. */
export function doctorAnswer(
  findings: readonly Finding[],
  { all = false }: { readonly all?: boolean } = {},
): Message {
  const wrong = WRONG.flatMap((state) => findings.filter((finding) => finding.state === state))
  const passed = findings.filter(({ state }) => state === 'good')
  const says = plain(
    wrong.length === 0 ? 'All checks passed' : `${countOf(wrong.length, 'problem')} found`,
  )
  const repairs = new Set(findings.map(({ repair }) => repair))
  const count = passed.length === 0 ? null : `${countOf(passed.length, 'check')} passed`
  return message(lines(mrkdwn`${says}.`, ...wrong.map(unmarked)), [
    section(dotted(mrkdwn`*${says}*`, wrong.length === 0 ? null : count)),
    ...inPortions([...wrong, ...(all ? passed : [])].map(line)).map((portion) =>
      section(lines(...portion)),
    ),
    actions(repairs.has('subscriptions') ? [renewSubscriptions.draw()] : []),
    context(
      all || passed.length === 0 ? nothing : passedWords(passed),
      plain('Checked just now. Read-only.'),
    ),
  ])
}

function passedWords(passed: readonly Finding[]): Mrkdwn {
  const names = join(
    passed.map(({ subject }) => withPlaces(subject)),
    ', ',
  )
  return mrkdwn`Passed: ${names}. \`/portin doctor all\` shows the details.`
}

const WRONG: readonly Finding['state'][] = ['bad', 'doubtful']

const MARKS: Record<Finding['state'], string> = {
  good: ':white_check_mark:',
  doubtful: ':warning:',
  bad: ':x:',
}

function line(finding: Finding): Mrkdwn {
  const { state, subject, says } = finding
  return mrkdwn`${plain(MARKS[state])} *${withPlaces(subject)}:* ${withPlaces(says)}${fixWords(finding)}`
}

/** For screen readers. */
function unmarked(finding: Finding): Mrkdwn {
  return mrkdwn`${withPlaces(finding.subject)}: ${withPlaces(finding.says)}${fixWords(finding)}`
}

function fixWords({ todo }: Finding): Mrkdwn {
  return todo === null ? nothing : mrkdwn` Fix: ${withPlaces(todo)}`
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
