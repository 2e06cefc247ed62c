import { setTimeout as wait } from 'node:timers/promises'
import { onStage } from './contenders.ts'
import { atMost, type Row } from './row.ts'
import { showMs, spread } from './statistics.ts'
import type { WireTap } from './wire-tap.ts'
import type { World } from './world.ts'

/** What the bot takes from Slack, to the last byte. */
const BYTES = 4 * 1024 * 1024
const MOST_HOLD_MS = 200
/** So that what follows the answer is not counted for the next file. */
const SETTLED_MS = 500

const SHAPES: Readonly<Record<string, string>> = {
  commas: ',',
  'line ends': '\n',
  blanks: ' ',
  'quoted cells': '"919-555-0100","a""b"\n',
  'quotes that never close': '"a\n',
  'single digits in cells': '1;2;',
  'single digits in lines': '1\n',
  'ranges in lines': '919-555-0100..9999\n',
  'numbers in one line': '9195550100 ',
  digits: '9',
  'links that do not end': '<tel:+19195550100|919',
  entities: '&amp;',
  extensions: '919-555-0100 ext ',
  'invisible characters': '\u200b',
}

/** For how long at most nobody else has a turn, from the download of a file of 4 MB to the bot's answer. */
export function files(): Promise<readonly Row[]> {
  return onStage(async ({ world, tap, bot }) => {
    const drop = async (text: string): Promise<number> => {
      await bot.hold()
      await dropFile(world, tap, text)
      return (await bot.hold()).longestMs
    }
    await drop('nothing at all')
    const holds: number[] = []
    for (const [name, piece] of Object.entries(SHAPES)) {
      const longest = await drop(fill(piece))
      console.error(`${name}: ${showMs(longest)}`)
      holds.push(longest)
    }
    const numbers = Array.from({ length: 380_000 }, (_, index) => 2_012_000_000 + index)
    holds.push(await drop(numbers.join('\n')))
    const longest = Math.max(...holds)
    return [
      {
        figure: `longest hold of the event loop by one of ${holds.length} files of 4 MB, download to answer`,
        ours: showMs(longest),
        spread: spread(holds),
        aim: atMost(MOST_HOLD_MS, ' ms', longest),
      },
    ]
  })
}

function fill(piece: string): string {
  return piece.repeat(Math.floor(BYTES / Buffer.byteLength(piece)))
}

async function dropFile(world: World, tap: WireTap, text: string): Promise<void> {
  const { url } = world.practice.slack
  tap.take(url)
  const base64 = Buffer.from(text).toString('base64')
  const dropped = { name: 'dropped.txt', mimetype: 'text/plain', base64 }
  await world.human('say', { as: 'porter', channel: '@bot', text: 'these', files: [dropped] })
  await tap.until(url, /^\/api\/chat\.post(?:Ephemeral|Message)/, 1)
  await wait(SETTLED_MS)
}
