import { appendFileSync, cpSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createPracticeClock } from '../../sandbox/clock.ts'
import { startPractice } from '../../sandbox/practice.ts'
import { openAt } from '../fixtures/open-test-database.ts'
import { scratchFolder } from '../fixtures/scratch.ts'
import { askPostgres, databaseFor } from './place.ts'
import { startReplica } from './replica.ts'
import { settingsOfReplica } from './takeover.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const STEP = '999-of-the-next-release'

/** As this one, with one more step for its tables. @returns its program. */
function nextRelease(): string {
  const folder = scratchFolder('next-release')
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  for (const part of ['src', 'commands', 'package.json']) {
    cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  appendFileSync(
    join(folder, 'src/store/migrations.ts'),
    `migrations['${STEP}'] = {
      async up(db) {
        await sql.raw('CREATE TABLE of_the_next_release (id INTEGER)').execute(db)
      },
    }`,
  )
  return join(folder, 'src/main.ts')
}

it('a new release waits beside the old one, changes the tables when it has its turn, and the old one is refused afterwards', async () => {
  const practice = await startPractice({
    slackPort: 0,
    bandwidthPort: 0,
    clock: createPracticeClock({ wall: true }),
  })
  const place = await databaseFor(':memory:')
  const sees = async (query: string, ...values: readonly string[]): Promise<boolean> => {
    const { rows } = await askPostgres(place, (say) => say(query, values))
    return rows.length > 0
  }
  const isChanged = () => sees('SELECT 1 FROM kysely_migration WHERE name = $1', STEP)
  const hasSession = () =>
    sees('SELECT 1 FROM pg_stat_activity WHERE application_name LIKE $1', `% ${process.pid} on %`)

  const old = await openAt(place)
  const next = startReplica(settingsOfReplica(practice, place), nextRelease())
  onTestFinished(async () => {
    await next.close()
    await practice.close()
  })
  await next.logged('standby')
  expect(await isChanged()).toBe(false)
  await old.close()
  await next.logged('started')
  expect(await isChanged()).toBe(true)

  // Who starts the old one again gets the turn when the new one ends, and lets go of it at once.
  const waits = Promise.withResolvers<string>()
  const mistaken = openAt(place, { waitsFor: waits.resolve })
  await waits.promise
  next.kill('SIGKILL')
  await expect(mistaken).rejects.toThrow(/newer release of portin/)
  expect(await hasSession()).toBe(false)
}, 120_000)
