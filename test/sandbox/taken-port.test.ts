import { spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { CannotListen, openWebServer } from '../../src/watch/web-server.ts'

async function takenPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

it.each([
  ['a second demo', 'sandbox/demo.ts', ['--bandwidth-port', '0', '--slack-port'], '--slack-port 0'],
  [
    'a second sandbox',
    'sandbox/main.ts',
    ['--slack-port', '0', '--bandwidth-port'],
    '--bandwidth-port 0',
  ],
])('%s on a taken port ends in one sentence with what to do', async (_what, file, args, todo) => {
  const port = await takenPort()
  const { status, stderr } = spawnSync(process.execPath, [file, ...args, String(port)], {
    encoding: 'utf8',
  })
  const said = stderr.trim()
  expect(said.split('\n')).toHaveLength(1)
  expect(said).toContain(`Port ${port} `)
  expect(said).toContain(todo)
  expect(status).toBe(1)
})

it('a bot whose web port is taken names the setting and the port', async () => {
  const port = await takenPort()
  const opening = openWebServer([], { port, host: '127.0.0.1' })
  await expect(opening).rejects.toBeInstanceOf(CannotListen)
  await expect(opening).rejects.toThrow(new RegExp(`^PORTIN_HTTP_PORT: port ${port} is in use\\.`))
})
