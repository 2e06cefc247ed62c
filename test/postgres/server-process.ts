import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { PostgresServer } from './server.ts'

/** A server in a process of its own, which ends with this one, however that ends. */
export async function startServerProcess(): Promise<PostgresServer> {
  const server = fork(new URL('serve.ts', import.meta.url), {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ended = once(server, 'exit')
  const begun = once(server, 'message')
  const [url] = (await Promise.race([begun, ended])) as [unknown]
  if (typeof url !== 'string') throw new Error('PostgreSQL does not start.')
  return {
    url,
    async restart() {
      const restarted = once(server, 'message')
      server.send('restart')
      await restarted
    },
    async stop() {
      server.disconnect()
      await ended
    },
  }
}
