import { sql, type Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { DatabaseUnusable } from './database-unusable.ts'
import { migrations } from './migrations.ts'

/**
 * Bring the tables up to date.
 *
 * @param name The database as people know it.
 * @returns the steps that were taken.
 * @throws DatabaseUnusable in words; a newer release's database is not touched, nor is another program's.
 */
export async function migrate(db: Kysely<unknown>, name: string): Promise<readonly string[]> {
  await refuseOthers(db, name)
  const { error, results } = await new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  }).migrateToLatest()
  if (error === undefined) return (results ?? []).map(({ migrationName }) => migrationName)
  const why = error instanceof Error ? error.message : 'unknown reason'
  const newer = /previously executed migration (\S+) is missing/.exec(why)?.[1]
  throw new DatabaseUnusable(
    newer === undefined
      ? `The tables of ${name} couldn’t be brought up to date: ${why}. ${nextAfter(why)}`
      : `${name} was used by a newer release of portin (step ${newer}). ` +
          'Start that release or a newer one. This one leaves the database alone.',
    { cause: error },
  )
}

function nextAfter(why: string): string {
  return why.startsWith('permission denied')
    ? 'Make its user the owner (ALTER DATABASE … OWNER TO …), then start again.'
    : 'Correct that, then start again.'
}

const FIRST_STEP = '001-the-journey'

async function refuseOthers(db: Kysely<unknown>, name: string): Promise<void> {
  const isOurs = await sql`SELECT 1 FROM kysely_migration WHERE name = ${FIRST_STEP}`
    .execute(db)
    .then(
      ({ rows }) => rows.length > 0,
      () => false,
    )
  if (isOurs) return
  // An extension's schema does not conflict with ours.
  const theirs = (await db.introspection.getTables())
    .filter(({ isView, schema = 'public' }) => !isView && schema === 'public')
    .map((table) => table.name)
  if (theirs.length === 0) return
  throw new DatabaseUnusable(
    `${name} has tables of another program (${theirs.slice(0, 3).join(', ')}). Nothing was changed. ` +
      'Set PORTIN_DATABASE to a database of its own.',
  )
}
