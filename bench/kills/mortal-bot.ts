import { enableCompileCache, flushCompileCache } from 'node:module'
import { REAL_CLOCKS } from '../../test/fixtures/real-clocks.ts'

enableCompileCache()

const { startBot } = await import('../../src/bot.ts')
const { readConfig } = await import('../../src/config.ts')
const { endOnSignals } = await import('../../src/end-on-signals.ts')
type Bot = Awaited<ReturnType<typeof startBot>>

/** What the parent says. The clock is the parent's: it is told with every word. */
export type Word =
  | { readonly kind: 'time'; readonly now: number }
  | { readonly kind: 'begin'; readonly now: number; readonly env: Readonly<Record<string, string>> }
  | {
      readonly kind: 'everyMinute' | 'everySecond' | 'idle'
      readonly now: number
      readonly id: number
    }

/** What the bot says. */
export type Reply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'begun' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'done'; readonly id: number }
  | { readonly kind: 'logged'; readonly event: string; readonly facts: string }

let now = 0
let bot: Bot | undefined

process.on('message', (word: Word) => {
  now = word.now
  void follow(word)
})
// Nor may it outlive who started it.
process.on('disconnect', () => process.exit(0))
// Who is killed writes nothing down: the next one is not to compile it all once more.
flushCompileCache()
say({ kind: 'ready' })

async function follow(word: Word): Promise<void> {
  if (word.kind === 'time') return
  if (word.kind === 'begin') {
    await begin(word.env)
    return
  }
  if (word.kind === 'idle') await bot?.idle()
  else await bot?.scheduler[word.kind]()
  say({ kind: 'done', id: word.id })
}

async function begin(env: Readonly<Record<string, string>>): Promise<void> {
  try {
    const clocks = { clock: () => now, ...REAL_CLOCKS }
    bot = await startBot(readConfig(env), clocks, log)
    endOnSignals(log)(bot)
    void bot.lost.then(() => process.exit(1))
    say({ kind: 'begun' })
  } catch (error) {
    say({ kind: 'failed', why: String(error) })
  }
}

function log(event: string, facts: Readonly<Record<string, unknown>>): void {
  const shown = JSON.stringify(facts, (_key, value: unknown) =>
    value instanceof Error ? (value.stack ?? value.message) : value,
  )
  say({ kind: 'logged', event, facts: shown })
}

function say(reply: Reply): void {
  process.send?.(reply)
}
