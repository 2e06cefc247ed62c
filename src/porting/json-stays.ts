import { runsIn, type Run } from './number-grammar.ts'

/** `doNotPort`, `skip_numbers`, `exclude`: the numbers below such a key stay. */
const STAYS =
  /^(?:numbers?_?|tns?_?|dids?_?)?(?:(?:do_?not|dont|not|no|never|non)_?(?:port(?:ing|ed)?|mov(?:e|ing)|migrat(?:e|ing)|transfer(?:ring)?)|exclu(?:de[ds]?|ding|sions?)|keep(?:ing)?|kept|skip(?:ped|ping)?|remov(?:e|ed|ing)|omit(?:ted)?|ignored?|stay(?:s|ing)?|retain(?:ed)?|remain(?:s|ing)?|leave|drop(?:ped)?|cancel(?:l?ed)?|disconnect(?:ed)?|delete[d]?)(?:_?(?:numbers?|tns?|dids?|lines?|phones?|list|these|port(?:ing)?))?$/i
const PORTS = /^(?:to_?)?(?:port(?:ing|ed)?|port_?in|include[d]?|move|migrate|transfer|wanted)$/i
const IS_YES = /^(?:"(?:y|yes|true|x|1)"|true|1)$/i
const IS_NO = /^(?:"(?:n|no|none|false|0|n\/a|-|later|not yet|maybe|tbd|pending)"|false|0|null)$/i
const KEY = /"([\p{L}_ -]{2,40})"\s*:\s*/gu
const SAYS_WHAT = /^(?:action|decision|disposition|status|request)$/i

/** `keep="yes"`, `port="no"`, `action="keep"`; without a value, what stands under such a name. */
export function saysItStays(name: string, value: string): boolean {
  const quoted = `"${value}"`
  if (STAYS.test(name)) return value === '' || IS_YES.test(quoted)
  if (value === '') return false
  return (
    (PORTS.test(name) && IS_NO.test(quoted)) || (SAYS_WHAT.test(name) && STAYS.test(wordIn(quoted)))
  )
}

/** The numbers under `"exclude": [...]` or beside `"port": false`. */
export function stayingInJson(text: string): readonly Run[] {
  if (!/\{\s*"/.test(text)) return []
  const staying: Run[] = []
  let end = 0
  for (const { 0: key, 1: name = '', index } of text.matchAll(KEY)) {
    // Already covered by the enclosing match.
    if (index < end) continue
    const start = index + key.length
    const part = partAt(text, { start, index, name: name.replace(/[ -]/g, '_') })
    if (part === null) continue
    end = Math.max(start, part.end)
    staying.push(...runsIn(text.slice(part.start, part.end)))
  }
  return staying
}

interface Part {
  readonly start: number
  readonly end: number
}

function partAt(
  text: string,
  { start, index, name }: { readonly start: number; readonly index: number; readonly name: string },
): Part | null {
  const value = valueAt(text, start)
  if (STAYS.test(name)) {
    return IS_YES.test(value) ? rowAround(text, index) : { start, end: valueEnd(text, start) }
  }
  const isNo = PORTS.test(name) && IS_NO.test(value)
  const saysNo = SAYS_WHAT.test(name) && STAYS.test(wordIn(value))
  return isNo || saysNo ? rowAround(text, index) : null
}

/** A text, or a word such as `true`; nothing where a list or an object begins. */
function valueAt(text: string, start: number): string {
  return (
    /^(?:"[^"\n]{0,40}"|[\w.-]{1,40})/.exec(text.slice(start, start + LONGEST_VALUE))?.[0] ?? ''
  )
}

const LONGEST_VALUE = 42

/** `"do not port"` → `do_not_port` */
function wordIn(value: string): string {
  return value.slice(1, -1).replace(/[^\p{L}]+/gu, '_')
}

/** Where a value ends: its brackets are closed, or the next one begins. */
function valueEnd(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at]
    if (sign === '"') at = stringEnd(text, at)
    else if (sign === '[' || sign === '{') depth += 1
    else if (sign === ']' || sign === '}') depth -= 1
    else if (sign !== ',') continue
    if (depth < 0) return at
    if (depth === 0 && sign === ',') return at
    if (depth === 0 && (sign === ']' || sign === '}')) return at + 1
  }
  return text.length
}

function stringEnd(text: string, start: number): number {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}

/** A row is an object that holds no other. */
const LONGEST_ROW = 2_000

function rowAround(text: string, index: number): Part | null {
  const from = Math.max(0, index - LONGEST_ROW)
  const before = text.slice(from, index).lastIndexOf('{')
  const after = text.slice(index, index + LONGEST_ROW).indexOf('}')
  return before === -1 || after === -1 ? null : { start: from + before, end: index + after }
}
