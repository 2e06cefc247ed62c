import { parseArgs } from 'node:util'

export interface Arguments {
  readonly slackPort: number
  readonly bandwidthPort: number
  /** Undefined: a temporary file that goes with the process. */
  readonly database: string | undefined
  /** When practice time begins, as epoch milliseconds; undefined: now. */
  readonly start: number | undefined
  readonly json: boolean
}

const USAGE = `Options:
  --slack-port N        port of the practice Slack (default: 4100; 0: any free one)
  --bandwidth-port N    port of the practice Bandwidth (default: 4200; 0: any free one)
  --database FILE       where the bot keeps its memory (default: a temporary file)
  --start INSTANT       when practice time begins, such as 2026-11-30T15:00:00Z (default: now)
  --json                print one line of JSON when everything answers`

/** What was asked for on the command line; anything else is answered with what can be asked for. */
export function readArguments(argv: readonly string[]): Arguments {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        'slack-port': { type: 'string', default: '4100' },
        'bandwidth-port': { type: 'string', default: '4200' },
        database: { type: 'string' },
        start: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    return {
      slackPort: port(values['slack-port']),
      bandwidthPort: port(values['bandwidth-port']),
      database: values.database,
      start: values.start === undefined ? undefined : instant(values.start),
      json: values.json,
    }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : 'That is no option.'}\n${USAGE}`)
    process.exit(2)
  }
}

function port(text: string): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number > 65_535) throw new Error(`${text} is no port.`)
  return number
}

function instant(text: string): number {
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) throw new Error(`${text} is no instant.`)
  return ms
}
