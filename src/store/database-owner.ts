import type { Database } from './database.ts'
import { DatabaseUnusable } from './database-unusable.ts'

/** Whose orders a database has: those of one account, told of in one workspace. */
interface DatabaseOwner {
  readonly workspace: string
  readonly account: string
}

const NAMES: Record<keyof DatabaseOwner, { readonly is: string; readonly setting: string }> = {
  workspace: { is: 'Slack workspace', setting: 'SLACK_BOT_TOKEN' },
  account: { is: 'Bandwidth account', setting: 'BANDWIDTH_ACCOUNT_ID' },
}

/**
 * The first who starts with it has it: somebody else's tokens would tell one customer's orders to another.
 *
 * @throws DatabaseUnusable in words.
 */
export async function claimDatabase(
  db: Database,
  name: string,
  owner: DatabaseOwner,
): Promise<void> {
  const known = new Map(
    (await db.selectFrom('database_owner').selectAll().execute()).map((row) => [row.what, row.id]),
  )
  for (const what of ['workspace', 'account'] as const) {
    const before = known.get(what)
    if (before === owner[what]) continue
    if (before === undefined) {
      await db.insertInto('database_owner').values({ what, id: owner[what] }).execute()
      continue
    }
    const { is, setting } = NAMES[what]
    throw new DatabaseUnusable(
      `${name} belongs to ${is} ${before}, but ${setting} is for ${owner[what]}. ` +
        `Restore the previous ${setting}, or set a separate PORTIN_DATABASE for this bot.`,
    )
  }
}
