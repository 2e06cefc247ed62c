import { fork } from 'node:child_process'
import { once } from 'node:events'
import { openAt } from '../fixtures/open-test-database.ts'
import { makeTemplate } from './place.ts'

/** One server for all that runs on PostgreSQL; each test makes a database of its own in it. */
export default async function setup(): Promise<() => Promise<void>> {
  const { url, stop } = await serve()
  process.env['PORTIN_TEST_POSTGRES'] = url
  const { close } = await openAt(await makeTemplate())
  await close()
  return stop
}

/** It ends with this process, however that ends. */
async function serve(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
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
    async stop() {
      server.disconnect()
      await ended
    },
  }
}
