import { countOf, showCount } from '../../porting/counts.ts'
import { dayOf, showDay, type Instant, type PortingCalendar } from '../../porting/calendar.ts'
import {
  groupNumbers,
  type Grouping,
  type NotPortable,
  type PortGroup,
} from '../../porting/portability.ts'
import { showNumber, showNumbers, type TelephoneNumber } from '../../porting/telephone-number.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { Progress } from '../../porting/progress.ts'
import type { PortabilityCheck } from '../../store/checks.ts'
import { draftAsBulk, draftGroup, draftOneOf } from '../controls/check-controls.ts'
import { actions, context, message, section, table, type Message } from '../blocks.ts'
import { accountBlocks } from './account-words.ts'
import {
  clipText,
  join,
  lines,
  mention,
  mrkdwn,
  nothing,
  plain,
  type Mrkdwn,
  spaced,
} from '../mrkdwn.ts'
import { reasonOf, soonestDay, USUAL_CALENDAR } from './check-words.ts'
import { countNumbers } from '../words/order-words.ts'
import { progressBlock } from './progress.ts'

const MOST_ROWS = 40
/** Of orders, beside one for all of them as a bulk order and a menu of the others. */
const MOST_BUTTONS = 2
/** Of a menu, beside forty rows: all blocks of a message are 12,000 characters. */
const MOST_OPTIONS = 30
const MOST_WHYS = 5
const MOST_REASONS = 8
const MOST_UNREAD = 5
/** At most this many are named, each with its order in a row of its own. */
const MOST_NAMED = 10
const MOST_SPOKEN = 5
const LONGEST_UNREAD = 40
const LONGEST_CELL = 60
const SHORTEST_NAME = 20
const LONGEST_LINE = 300

/** Can these move, together with which others, how soon: one message that fills in as answers come. */
export function checkResult(
  check: PortabilityCheck,
  now: Instant,
  calendar: PortingCalendar = USUAL_CALENDAR,
): Message {
  const grouping = groupNumbers(check.verdicts)
  const { groups } = grouping
  const says = verdict(check, grouping)
  const done = check.state === 'done'
  const account = accountBlocks(check.account)
  const { buttoned, others } = split(groups)
  return message(spaced(mrkdwn`${says}.`, spokenGroups(groups, now, calendar)), [
    section(
      lines(
        mrkdwn`*${says}* ${mention(check.askedBy)}`,
        check.problem === null ? null : shortLine(check.problem),
      ),
    ),
    progressBlock(done ? null : checkProgress(check, now)),
    sectionUnlessEmpty(cannot(grouping.notPortable)),
    groups.length === 0 ? null : groupTable(groups, now, calendar),
    sectionUnlessEmpty(
      lines(
        groups.length > MOST_ROWS
          ? mrkdwn`${namesOf(groups.slice(MOST_ROWS))} are in results.csv.`
          : null,
        whySplit(grouping),
        ...warnings(groups),
      ),
    ),
    ...account,
    done
      ? actions([
          ...buttoned.map(({ letter }) => draftGroup.draw(check.id, letter)),
          ...(groups.length > 1 ? [draftAsBulk.draw(check.id)] : []),
          ...(others.length > 0 ? [draftOneOf(check.id, others.map(optionOf))] : []),
        ])
      : null,
    context(
      groups.length === 0
        ? nothing
        : plain(
            'Each order needs one service address, one BTN and one signer. Confirm with the customer before you draft.',
          ),
      done && groups.length > buttoned.length + others.length
        ? mrkdwn`The menu ends with order ${others.at(-1)?.letter ?? ''}. For the others, start \`/portin new\` with their numbers from results.csv.`
        : nothing,
      account.length === 0 ? unread(check.unread) : nothing,
    ),
  ])
}

/** A menu for one order alone would be one press more than its button. */
function split(groups: readonly PortGroup[]) {
  const count = groups.length === MOST_BUTTONS + 1 ? groups.length : MOST_BUTTONS
  return { buttoned: groups.slice(0, count), others: groups.slice(count, count + MOST_OPTIONS) }
}

function optionOf({ letter, numbers }: PortGroup) {
  return { letter, label: `Order ${letter}: ${countNumbers(numbers.length)}` }
}

/** `23 numbers: 21 can port in 3 orders, 2 can’t` */
function verdict({ numbers, verdicts, state }: PortabilityCheck, grouping: Grouping): Mrkdwn {
  const { groups, notPortable } = grouping
  const portable = groups.reduce((sum, group) => sum + group.numbers.length, 0)
  const count = (kind: NotPortable['kind']) =>
    notPortable.filter((verdict) => verdict.kind === kind).length
  const [byHand, not, unknown] = [count('manual'), count('not-portable'), count('unknown')]
  const asked = countNumbers(numbers.length)
  if (verdicts.length === 0) return plain(`Checking ${asked}…`)
  const orders = countOf(groups.length, 'order')
  if (portable === numbers.length) {
    return plain(
      numbers.length === 1 ? `${asked}: can port` : `${asked}: all can port in ${orders}`,
    )
  }
  const parts = [
    portable === 0 ? 'none can port' : `${showCount(portable)} can port in ${orders}`,
    byHand === 0 ? null : `${showCount(byHand)} manual port only`,
    not === 0 || portable + byHand + unknown === 0 ? null : `${showCount(not)} can’t`,
    unknown === 0 ? null : `${showCount(unknown)} unknown`,
  ]
  const open = numbers.length - verdicts.length
  const progress = state === 'asking' && open > 0 ? `, still checking ${showCount(open)}…` : ''
  return mrkdwn`${asked}: ${join(parts, ', ')}${progress}`
}

function checkProgress({ verdicts, numbers, askedAt }: PortabilityCheck, now: Instant): Progress {
  const elapsedMs = now - askedAt
  return { done: verdicts.length, all: numbers.length, thing: 'number', elapsedMs }
}

function groupTable(
  groups: readonly PortGroup[],
  now: Instant,
  calendar: PortingCalendar,
): ReturnType<typeof table> {
  const areNamed = groups.reduce((sum, { numbers }) => sum + numbers.length, 0) <= MOST_NAMED
  const row = (group: PortGroup, numbers: string) => [
    group.letter,
    earliestWords(group, now, calendar),
    numbers,
    fromWords(group),
  ]
  const rows = groups
    .slice(0, MOST_ROWS)
    .flatMap((group) =>
      areNamed
        ? group.numbers.map((tn) => row(group, showNumber(tn)))
        : [row(group, showCount(group.numbers.length))],
    )
  return table(
    [['Order', 'Earliest', areNamed ? 'Number' : 'Numbers', 'From'], ...rows],
    ['left', 'whole', areNamed ? 'whole' : 'left', 'left'],
  )
}

function earliestWords({ route }: PortGroup, now: Instant, calendar: PortingCalendar): string {
  const soonest = soonestDay(route, now, calendar)
  return soonest === null ? 'after the LOA' : showDay(soonest, dayOf(now))
}

/** `Frontier, on-net`: on a phone one column, so that the date before it is in sight. A long name gives way, not how it ports. */
function fromWords({ from, how }: PortGroup): string {
  const way = `, ${oneLine(how.replace(', automated', ''))}`
  return clipText(
    `${clipText(oneLine(from), Math.max(LONGEST_CELL - way.length, SHORTEST_NAME))}${way}`,
    LONGEST_CELL,
  )
}

/** The content of the table for screen readers. */
function spokenGroups(groups: readonly PortGroup[], now: Instant, calendar: PortingCalendar) {
  return groups
    .slice(0, MOST_SPOKEN)
    .map(
      (group) =>
        `Order ${group.letter}: ${countNumbers(group.numbers.length)} from ${fromWords(group)}, earliest ${earliestWords(group, now, calendar)}.`,
    )
    .join(' ')
}

function namesOf(groups: readonly PortGroup[]): string {
  const [first, last] = [groups[0], groups.at(-1)]
  const count = groups.reduce((sum, { numbers }) => sum + numbers.length, 0)
  const names =
    first === last
      ? `Order ${first?.letter ?? ''}`
      : `Orders ${first?.letter ?? ''} to ${last?.letter ?? ''}`
  return `${names} (${countNumbers(count)})`
}

function whySplit({ whySplit }: Grouping): Mrkdwn {
  if (whySplit.length === 0) return nothing
  const more = whySplit.length - MOST_WHYS
  return mrkdwn`*Split because:* ${spaced(...whySplit.slice(0, MOST_WHYS).map(shortLine), more > 0 ? `And ${more} more reasons.` : null)}`
}

/** One line for each reason, with the numbers that it holds for. */
function cannot(verdicts: readonly NotPortable[]): Mrkdwn {
  const byReason = new Map<string, TelephoneNumber[]>()
  for (const verdict of verdicts) {
    const key = `${NOT_PORTABLE[verdict.kind]} ${oneLine(reasonOf(verdict))}`
    byReason.set(key, [...(byReason.get(key) ?? []), verdict.tn])
  }
  const reasons = [...byReason]
  const rest = reasons.slice(MOST_REASONS).reduce((sum, [, numbers]) => sum + numbers.length, 0)
  return lines(
    ...reasons
      .slice(0, MOST_REASONS)
      .map(([reason, numbers]) => mrkdwn`• ${showNumbers(numbers)} ${shortLine(reason)}`),
    rest > 0 ? `… and ${countNumbers(rest)} with other reasons, in results.csv` : null,
  )
}

const NOT_PORTABLE: Record<NotPortable['kind'], string> = {
  manual: 'manual port only:',
  'not-portable': 'can’t port:',
  unknown: 'unknown:',
}

function warnings(groups: readonly PortGroup[]): readonly Mrkdwn[] {
  const byWarning = new Map<string, string[]>()
  for (const { letter, warning } of groups) {
    if (warning !== null) byWarning.set(warning, [...(byWarning.get(warning) ?? []), letter])
  }
  return [...byWarning]
    .slice(0, MOST_WHYS)
    .map(([warning, letters]) => mrkdwn`:warning: ${letters.join(', ')}: ${shortLine(warning)}`)
}

function unread(texts: readonly string[]): Mrkdwn {
  if (texts.length === 0) return nothing
  const shown = texts
    .slice(0, MOST_UNREAD)
    .map((text) => mrkdwn`“${clipText(oneLine(text), LONGEST_UNREAD)}”`)
  const more = texts.length - MOST_UNREAD
  return mrkdwn`Couldn’t read: ${join([...shown, more > 0 ? `and ${more} more` : null], ', ')}`
}

function shortLine(text: string): string {
  return clipText(oneLine(text), LONGEST_LINE)
}

function sectionUnlessEmpty(text: Mrkdwn): ReturnType<typeof section> | null {
  return text.markup === '' ? null : section(text)
}
