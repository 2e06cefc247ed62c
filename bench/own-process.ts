import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import packageJson from '../package.json' with { type: 'json' }

/** What a process has used since its start. */
export interface Usage {
  readonly cpuMs: number
  readonly residentBytes: number
}

/** Asking for it collects the garbage first. */
export interface Memory {
  readonly heapBytes: number
  readonly peakResidentBytes: number
}

/** From the last time that it was asked for. */
export interface Hold {
  /** For so long nobody else had a turn. */
  readonly longestMs: number
}

export type Question = 'usage' | 'memory' | 'hold'

/** A program that runs on its own, so that what it uses is its own. */
export interface OwnProcess {
  /** From before it was started to its word that it is ready. */
  readonly readyMs: number
  usage(): Promise<Usage>
  memory(): Promise<Memory>
  hold(): Promise<Hold>
  stop(): Promise<void>
}

interface Program {
  readonly file: URL
  readonly folder: string
  readonly env: Readonly<Record<string, string>>
  /** The line on its standard error output that says so. */
  readonly ready: RegExp
  /** Where its clock stands when it starts; without it the machine's. */
  readonly startsAt?: number
}

/** What Node is given by `npm start`; whatever is measured runs with the same. */
function startFlags(): readonly string[] {
  const { scripts } = packageJson as { readonly scripts: { readonly start: string } }
  return scripts.start.split(' ').filter((word) => word.startsWith('--'))
}

const READY_WITHIN_MS = 30_000
const STOPPED_WITHIN_MS = 12_000

/** @throws with the last lines it wrote, when it ends or says nothing in time. */
export async function startOwnProcess({
  file,
  folder,
  env,
  ready,
  startsAt,
}: Program): Promise<OwnProcess> {
  const startedAt = performance.now()
  const child = fork(file, [], {
    cwd: folder,
    env: { PATH: process.env['PATH'], BENCH_STARTS_AT: String(startsAt), ...env },
    execArgv: [
      ...startFlags(),
      ...['./report-usage.js', ...(startsAt === undefined ? [] : ['./start-at.ts'])].flatMap(
        (module) => ['--import', import.meta.resolve(module)],
      ),
    ],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const { stderr } = child
  if (stderr === null) throw new Error('The program has no standard error output.')
  const exit = once(child, 'exit')

  async function stop(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS)
    await exit
    clearTimeout(late)
  }

  async function ask(what: Question): Promise<unknown> {
    const answer = once(child, 'message')
    child.send(what)
    const [answered] = (await answer) as [unknown]
    return answered
  }

  const lines: string[] = []
  const reader = createInterface(stderr)
  const readyAt = await new Promise<number>((resolve, reject) => {
    const fail = (): void => {
      reject(new Error(`${file.pathname} was not ready: ${lines.slice(-5).join('\n')}`))
    }
    const tooLate = setTimeout(fail, READY_WITHIN_MS)
    child.once('exit', fail)
    reader.on('line', (line) => {
      lines.push(line)
      if (!ready.test(line)) return
      clearTimeout(tooLate)
      child.off('exit', fail)
      resolve(performance.now())
    })
  }).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  reader.close()
  stderr.resume()

  return {
    readyMs: readyAt - startedAt,
    usage: async () => (await ask('usage')) as Usage,
    memory: async () => (await ask('memory')) as Memory,
    hold: async () => (await ask('hold')) as Hold,
    stop,
  }
}
