import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A bot as an operator starts it: a process of its own, told of by its log alone. */
export interface Replica {
  readonly process: ChildProcess
  /** Resolves at the first line of its log that tells of this. @returns its facts. */
  logged(event: string): Promise<Readonly<Record<string, unknown>>>
  readonly hasLogged: (event: string) => boolean
  /** Resolves with its exit code; null after a signal. */
  readonly exited: Promise<number | null>
  kill(signal: NodeJS.Signals): void
  /** For a test's end. */
  close(): Promise<void>
}

const MAIN = new URL('../../src/start.js', import.meta.url).pathname

export function startReplica(env: Readonly<Record<string, string>>): Replica {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A folder without settings of somebody's own.
    cwd: '/',
  })
  const lines: Readonly<Record<string, unknown>>[] = []
  const said: string[] = []
  const waiting = new Set<() => void>()
  let rest = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said.push(text)
      const parts = (rest + text).split('\n')
      rest = parts.pop() ?? ''
      for (const part of parts) if (part.startsWith('{')) lines.push(JSON.parse(part) as never)
      for (const look of waiting) look()
    })
  }
  const lineOf = (event: string) =>
    lines.find((one) => one['event'] === event || one['msg'] === event)
  const exited = once(child, 'exit').then(([code]) => code as number | null)

  return {
    process: child,
    exited,
    hasLogged: (event) => lineOf(event) !== undefined,
    logged(event) {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          const line = lineOf(event)
          if (line === undefined) return
          waiting.delete(look)
          resolve(line)
        }
        waiting.add(look)
        look()
        void exited.then((code) => {
          reject(new Error(`It ended with ${String(code)} before ${event}:\n${said.join('')}`))
        })
      })
    },
    kill(signal) {
      child.kill(signal)
    },
    async close() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await exited
      }
    },
  }
}
