import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { DatabaseUnusable } from './database-unusable.ts'
import { migrations } from './migrations.ts'

/**
 * Bring the tables up to date.
 *
 * @param name The database as people know it.
 * @returns the steps that were taken.
 * @throws DatabaseUnusable in words; a newer release's database is not touched.
 */
export async function migrate(db: Kysely<unknown>, name: string): Promise<readonly string[]> {
  const { error, results } = await new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  }).migrateToLatest()
  if (error === undefined) return (results ?? []).map(({ migrationName }) => migrationName)
  const why = error instanceof Error ? error.message : 'unknown reason'
  const newer = /previously executed migration (\S+) is missing/.exec(why)?.[1]
  throw new DatabaseUnusable(
    newer === undefined
      ? `The tables of ${name} could not be brought up to date: ${why}.`
      : `${name} belongs to a newer release of portin (it has had step ${newer}). ` +
          'Start that release, or one that is newer still; this one leaves the database alone.',
    { cause: error },
  )
}
