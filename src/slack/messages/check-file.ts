import { showDay } from '../../porting/calendar.ts'
import { csvText } from '../../porting/delimited-text.ts'
import { groupNumbers, type Verdict } from '../../porting/portability.ts'
import { showNumber } from '../../porting/telephone-number.ts'
import type { PortabilityCheck } from '../../store/checks.ts'
import { notReadRows } from './account-words.ts'
import { CAN_MOVE, reasonOf, soonestDay, USUAL_CALENDAR } from './check-words.ts'

const HEADING = ['number', 'can port', 'order', 'from', 'how', 'soonest', 'reason']

/** Every number of a check with its result, in the order in which they were given; then what was not read. */
export function checkCsv(check: PortabilityCheck): string {
  const verdicts = new Map(check.verdicts.map((verdict) => [verdict.tn, verdict]))
  const groups = new Map(
    groupNumbers(check.verdicts).groups.flatMap((group) =>
      group.numbers.map((tn) => [tn, group] as const),
    ),
  )
  const rows = check.numbers.map((tn) => {
    const verdict = verdicts.get(tn)
    const group = groups.get(tn)
    const soonest = group && soonestDay(group.route, check.askedAt, USUAL_CALENDAR)
    return [
      showNumber(tn),
      verdict === undefined ? 'unknown' : CAN_MOVE[verdict.kind],
      group?.letter ?? '',
      group?.from ?? '',
      group?.how ?? '',
      soonest == null ? '' : `${showDay(soonest)}, ${soonest.slice(0, 4)}`,
      reasonFor(verdict),
    ]
  })
  const notRead = notReadRows(check.account).map(([text, where]) => {
    return [text, 'not read', '', '', '', '', where]
  })
  return csvText([HEADING, ...rows, ...notRead])
}

function reasonFor(verdict: Verdict | undefined): string {
  if (verdict === undefined) return 'Bandwidth hasn’t answered yet'
  return verdict.kind === 'portable' ? '' : reasonOf(verdict)
}
