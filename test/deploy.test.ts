import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { SETTINGS } from '../src/config.ts'
import { standbyRoutes } from '../src/watch/standby-routes.ts'

const read = (file: string): string => readFileSync(join(import.meta.dirname, '..', file), 'utf8')

function instruction(name: string): readonly string[] {
  const lines = new RegExp(`^${name} (?:--\\S+ )*(?:CMD )?(\\[.*\\])$`, 'm').exec(
    read('Dockerfile'),
  )
  return JSON.parse(lines?.[1] ?? '[]') as string[]
}

interface Service {
  readonly image?: string
  readonly build?: string
  readonly init?: boolean
  readonly environment?: Readonly<Record<string, string>>
  readonly volumes?: readonly string[]
  readonly depends_on?: Readonly<Record<string, unknown>>
  readonly profiles?: readonly string[]
}

const { services, volumes } = parse(read('deploy/compose.yaml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes: Readonly<Record<string, unknown>>
}
const bots = Object.values(services).filter(({ build }) => build !== undefined)

it('the image starts the bot as `npm start` does', () => {
  const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: { start: string } }
  expect(instruction('CMD').join(' ')).toBe(scripts.start)
})

it('the image sets what are settings of the bot, and keeps the database where its volume is', () => {
  const [, set = ''] = /^ENV (.*)$/m.exec(read('Dockerfile')) ?? []
  const environment = new Map(set.split(' ').map((one) => one.split('=') as [string, string]))
  const known = ['NODE_ENV', ...Object.keys(SETTINGS.shape)]
  expect([...environment.keys()].filter((name) => !known.includes(name))).toEqual([])
  const [, volume] = /^VOLUME (.*)$/m.exec(read('Dockerfile')) ?? []
  expect(dirname(environment.get('PORTIN_DATABASE') ?? '')).toBe(volume)
})

it('the image asks a route that a standby has too, and is unwell when nobody answers', async () => {
  const [program = '', ...args] = instruction('HEALTHCHECK')
  expect(program).toBe('node')
  const routes = standbyRoutes(() => ({ waitsFor: null, deps: null }), [], undefined)
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end()
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  async function isWell(env: Readonly<Record<string, string>>): Promise<boolean> {
    const child = spawn(process.execPath, args, { env })
    const [code] = (await once(child, 'exit')) as [number]
    return code === 0
  }
  expect(await isWell({ PORTIN_HTTP_PORT: String(port) })).toBe(true)
  expect(routes.map(({ path }) => path)).toContain(asked[0])
  expect(await isWell({ PORTIN_HTTP_PORT: '1' })).toBe(false)
  // Without a port there is nobody to ask: that it lives is all that is known.
  expect(await isWell({})).toBe(true)
})

it('what is set for the services are settings of the bot, and each keeps its database', () => {
  expect(bots.length).toBe(3)
  const known = Object.keys(SETTINGS.shape)
  for (const { environment = {}, volumes: mounted = [], depends_on: needed = {} } of bots) {
    expect(Object.keys(environment).filter((name) => !known.includes(name))).toEqual([])
    const database = environment['PORTIN_DATABASE'] ?? ''
    if (database.startsWith('postgres:')) {
      expect(Object.keys(needed)).toContain(new URL(database.replace(/\$\{[^}]*\}/, 'x')).hostname)
    } else {
      const [volume, folder] = mounted[0]?.split(':') ?? []
      expect(folder).toBe(dirname(database))
      expect(Object.keys(volumes)).toContain(volume)
    }
  }
})

it('each bot has an init before it, so that the signal to stop is heard while it starts', () => {
  expect(bots.map(({ init }) => init)).toEqual([true, true, true])
})

it('one bot has a file, and two share a server that keeps what it has', () => {
  const places = bots.map(({ environment }) => environment?.['PORTIN_DATABASE'] ?? '')
  expect(places.filter((place) => place.startsWith('/'))).toHaveLength(1)
  expect(new Set(places.filter((place) => place.startsWith('postgres:'))).size).toBe(1)
  const kept = services['postgres']?.volumes?.map((mounted) => mounted.split(':')[0] ?? '')
  expect(kept?.filter((volume) => volume in volumes)).toHaveLength(1)
})
