import { createHash, randomUUID } from 'node:crypto'
import type { Client } from 'pg'

/** Tests run on files, unless PORTIN_TEST_DATABASE=postgres. */
export function isTestedOnPostgres(): boolean {
  return process.env['PORTIN_TEST_DATABASE'] === 'postgres'
}

/** Where a test would open a file, it has a database of its own, with tables already, where it runs on PostgreSQL. */
export async function placeFor(file: string): Promise<string> {
  return isTestedOnPostgres() ? databaseFor(file) : file
}

/** The same one for the same file; for ':memory:' always another one. */
export async function databaseFor(file: string): Promise<string> {
  const name = `portin_${createHash('sha256')
    .update(file === ':memory:' ? randomUUID() : file)
    .digest('hex')
    .slice(0, 16)}`
  await asAdmin(async (say) => {
    const { rows } = await say(`SELECT 1 FROM pg_database WHERE datname = '${name}'`)
    if (rows.length === 0) await say(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`)
  })
  return `${serverUrl()}/${name}`
}

/** Tables are made once and copied for each test. */
const TEMPLATE = 'portin_as_it_begins'

/** Without tables; whoever opens it as the bot does makes them. */
export function makeTemplate(): Promise<string> {
  return emptyDatabase(TEMPLATE)
}

/** Without tables, as somebody makes it who installs the bot. */
export async function emptyDatabase(name: string, how = ''): Promise<string> {
  await asAdmin((say) => say(`CREATE DATABASE ${name} ${how}`))
  return `${serverUrl()}/${name}`
}

/** One is put in the place of the other, while nobody works with either. */
export function copyDatabase(from: string, to: string): Promise<void> {
  return asAdmin(async (say) => {
    await say(`DROP DATABASE IF EXISTS ${nameIn(to)}`)
    await say(`CREATE DATABASE ${nameIn(to)} TEMPLATE ${nameIn(from)}`)
  })
}

function nameIn(url: string): string {
  return new URL(url).pathname.slice(1)
}

type Say = Client['query']

/** Beside whoever has the database. */
export async function askPostgres<Result>(
  url: string,
  ask: (say: Say) => Promise<Result>,
): Promise<Result> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await ask((text, values) => client.query(text, values))
  } finally {
    await client.end()
  }
}

function asAdmin<Result>(ask: (say: Say) => Promise<Result>): Promise<Result> {
  return askPostgres(`${serverUrl()}/postgres`, ask)
}

function serverUrl(): string {
  const url = process.env['PORTIN_TEST_POSTGRES']
  if (url === undefined) throw new Error('No PostgreSQL was started for these tests.')
  return url
}
