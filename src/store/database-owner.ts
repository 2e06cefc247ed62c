import type { Database } from './database.ts'
import { DatabaseUnusable } from './database-unusable.ts'

/** The owner of a database: one Bandwidth account, announced in one Slack workspace. */
interface DatabaseOwner {
  readonly workspace: string
  readonly account: string
}

const NAMES: Record<keyof DatabaseOwner, { readonly is: string; readonly setting: string }> = {
  workspace: { is: 'Slack workspace', setting: 'SLACK_BOT_TOKEN' },
  account: { is: 'Bandwidth account', setting: 'BANDWIDTH_ACCOUNT_ID' },
}

/**
 * The first to start with a database owns it; other workspaces' tokens would show its orders to others.
 *
 * @throws DatabaseUnusable with a readable reason.
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
