import { readNumbers } from './read-numbers.ts'

/** What somebody means who writes to the bot as to a colleague. */
type Spoken =
  | { readonly kind: 'command'; readonly name: string; readonly text: string }
  | { readonly kind: 'greeting' }
  /** Short and without a phone number: probably what an order goes by. */
  | { readonly kind: 'name'; readonly text: string }
  /** Anything else is read for numbers. */
  | { readonly kind: 'numbers' }

/** A command as typed in a sentence. */
export interface SpokenCommand {
  readonly name: string
  /**
   * What may follow it: text on one line unless it says `lines`. `no-number`: a phone number after it
   * means that it is no command ("list of numbers: …"). `an-order`: a word comes between it and the order
   * ("status of 1042").
   */
  readonly takes?: 'lines' | 'no-number' | 'an-order'
}

const GREETING =
  /^(?:(?:hi|hello|hey|howdy|yo|good (?:morning|afternoon|evening)|(?:(?:ok|okay),? )?thanks?(?: you)?|thx|ok(?:ay)?|yes|no|stop|cool|great|perfect|good night|bye|test|start|are you (?:there|up)|what can you do|how (?:does this|do you) work)(?: (?:there|all|team|portin|bot|again))?|\?)[\s!.,?:)]*$/i
/** `👋🏽`, `:wave:` */
const ONLY_EMOJI =
  /^(?:(?=\P{N})(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f)|\s|:[\w+-]{2,40}:)+$/u
const HELP: SpokenCommand = { name: 'help', takes: 'no-number' }
const ASKS_ABOUT_ONE =
  /^(?:where|what|how|when|is|any|has|did|was|why|who|can|could|show|open|tell|please|approve|remind|foc|status|update|order)\b[^\d#]*#?(\d{4,9})\D*$/i
/** `What's due today?`, `anything stuck?`: a list is asked for. */
const ASKS_FOR_LIST =
  /^(?:whats?|what's|anything|any|show|my)\b[^\d\n]{0,40}?\b(today|waiting|stuck|week)\b[^\d\n]{0,20}$/i
const LONGEST_NAME = 80
/** More is a paste. */
const LONGEST_SHORT = 1_900

/** @param said plain text, without a mention of the bot. @param commands those besides `help`. */
export function spokenWords(said: string, commands: readonly SpokenCommand[]): Spoken {
  const text = said.trim()
  const typed = /^(?:(?:hi|hello|hey),? )?\/?portin\b[ :,]*/i.exec(text)?.[0] ?? ''
  const words = text.slice(typed.length).trim()
  if (words === '' || GREETING.test(words) || ONLY_EMOJI.test(words)) return { kind: 'greeting' }
  if (words.length > LONGEST_SHORT) return { kind: 'numbers' }
  const command = commandIn(words, [...commands, HELP])
  if (command !== null) return command
  if (readNumbers(words).numbers.length > 0 || words.includes('\n')) return { kind: 'numbers' }
  const [, order] = ASKS_ABOUT_ONE.exec(words) ?? []
  if (order !== undefined) return { kind: 'name', text: order }
  const list = ASKS_FOR_LIST.exec(words)?.[1]?.toLowerCase()
  const asked = commands.find(({ name }) => name === list)
  if (asked !== undefined) return { kind: 'command', name: asked.name, text: '' }
  return words.length <= LONGEST_NAME ? { kind: 'name', text: words } : { kind: 'numbers' }
}

function commandIn(words: string, commands: readonly SpokenCommand[]): Spoken | null {
  const [, first = '', text = ''] = /^([\p{L}-]+)(?![\p{L}\p{N}])\s*([\s\S]*)$/u.exec(words) ?? []
  const command = commands.find(({ name }) => name === first.toLowerCase())
  if (command === undefined) return null
  const { name, takes } = command
  if (text.includes('\n') && takes !== 'lines') return null
  if (takes === 'no-number' && readNumbers(text).numbers.length > 0) return null
  const isOfOne = takes === 'an-order'
  return { kind: 'command', name, text: isOfOne ? text.replace(/^(?:of|for|on) /i, '') : text }
}

const ORDER = /(?<![\d-])#?(\d{4,6})(?![\d-])/g
/** `#1042`, `for 1042 or 1043`: these are meant, even among other numbers. */
const NAMED_ORDERS =
  /(?:#|\b(?:for|order) #?)\d{4,6}(?:(?:,| ?[/&]|,? (?:or|and)) ?#?\d{4,6})*(?![\d-])/gi

/** An order's number in words beside a file: `loa for 1042`; null where several could be meant. */
export function orderNumberIn(said: string): number | null {
  const named = said.match(NAMED_ORDERS)?.join(' ') ?? said
  const numbers = [...named.matchAll(ORDER)].map(([, number]) => number)
  const [only, another] = [...new Set(numbers)]
  return only === undefined || another !== undefined ? null : Number(only)
}
