import { parseArgs } from 'node:util'

export interface Extent {
  /** How long commands come in one stretch of `answers`. */
  readonly seconds: number
  /** How often what is compared is measured, in turns. */
  readonly pairs: number
  /** For how long `refresh requests` come at one a second. */
  readonly hintSeconds: number
  /** How many orders are agreed in one channel in `focs`. */
  readonly focs: number
  /** How many orders are in `year`. */
  readonly yearOrders: number
}

interface Asked extends Extent {
  /** Empty: the usual ones. */
  readonly names: readonly string[]
}

const HINT_SECONDS = { usual: 60, full: 300 }
const YEAR_ORDERS = { usual: 200, full: 2000 }
const FOCS = { usual: 60, full: 500 }

const USAGE = `npm run bench -- [--full] [--seconds N] [--pairs N] [FIGURE…]
  --full        five minutes of "hints" instead of one, 500 of "focs" instead of 60 (twelve
                minutes), a "year" of 2,000 orders instead of 200
  --seconds N   how long commands come in one stretch of "answers" (default: 30)
  --pairs N     how often what is compared is measured, in turns (default: 5)`

/** What was asked for on the command line; anything else is answered with what can be asked for. */
export function readArguments(
  argv: readonly string[],
  { usual, onlyByName }: Record<'usual' | 'onlyByName', readonly string[]>,
): Asked {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        seconds: { type: 'string', default: '30' },
        pairs: { type: 'string', default: '5' },
        full: { type: 'boolean', default: false },
      },
    })
    const foreign = positionals.find((name) => ![...usual, ...onlyByName].includes(name))
    if (foreign !== undefined) throw new Error(`There is no figure ${foreign}.`)
    return {
      seconds: count(values.seconds, 600),
      pairs: count(values.pairs, 50),
      hintSeconds: values.full ? HINT_SECONDS.full : HINT_SECONDS.usual,
      yearOrders: values.full ? YEAR_ORDERS.full : YEAR_ORDERS.usual,
      focs: values.full ? FOCS.full : FOCS.usual,
      names: positionals,
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'That is no option.')
    console.error(`${USAGE}
  FIGURE        default: ${usual.join(', ')}
                only when named: ${onlyByName.join(', ')}`)
    process.exit(2)
  }
}

function count(text: string, most: number): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < 1 || number > most) {
    throw new Error(`${text} is no whole number from 1 to ${most}.`)
  }
  return number
}
