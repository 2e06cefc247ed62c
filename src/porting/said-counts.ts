import { countOf } from './counts.ts'
import { oneLine } from './plain-text.ts'
import type { OpenAccount } from './reading-account.ts'

const COUNT = String.raw`(\d{1,5}|\d{1,2},\d{3})`
const THINGS = '(?:numbers|tns|dids|lines)'
/** `these 12 numbers`, `Total TNs: 150` */
const SAID = new RegExp(
  String.raw`(?<![\p{L}\d.,$€£#-])${COUNT} (?:(?:tele)?phone |local |toll[- ]free |did )?${THINGS}\b(?! (?:each|per)\b)` +
    String.raw`|\btotal(?: (?:number|count) of)? ${THINGS}[ :=\t]{1,3}${COUNT}(?![\d.,%-])`,
  'giu',
)
const MOST = 5
const LONGEST_LINE = 300

/** How many numbers a text says that it has, held against how many were read: a sign that some were lost. */
export function createClaims(): {
  note(line: string): void
  /** @param read how many it gave, with their repeats and without. */
  compare(read: readonly [number, number], account: OpenAccount): void
} {
  const said: { readonly text: string; readonly count: number }[] = []
  return {
    note(line) {
      if (said.length >= MOST || line.length > LONGEST_LINE) return
      if (!/numbers|tns|dids|lines/i.test(line)) return
      for (const [text, first = '', second = ''] of line.matchAll(SAID)) {
        said.push({ text: oneLine(text), count: Number(`${first}${second}`.replace(',', '')) })
      }
    },
    compare(read, account) {
      const [first] = said
      const sum = said.reduce((total, { count }) => total + count, 0)
      const isTrue = [sum, ...said.map(({ count }) => count)].some((count) => read.includes(count))
      if (first === undefined || read[0] === 0 || isTrue) return
      account.note(`“${first.text}” doesn’t match the ${countOf(read[0], 'number')} read`)
    },
  }
}
