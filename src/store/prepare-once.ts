import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** A release asks some four hundred different things; each takes a few kilobytes. */
const MOST_KEPT = 500
/** Lists of every length would push out what is asked again and again. */
const LONGEST_KEPT = 2_000

/**
 * A database that prepares once what it is asked again and again: SQLite takes longer to prepare a query of
 * this bot than to run it. Not for migrations: what is kept knows the tables as they were.
 */
export function prepareOnce(database: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()

  function keep(sql: string, statement: SqliteStatement): SqliteStatement {
    // Said again, it stands last: the first is the one that was not asked for longest.
    kept.delete(sql)
    kept.set(sql, statement)
    const [longestAgo] = kept.keys()
    if (kept.size > MOST_KEPT && longestAgo !== undefined) kept.delete(longestAgo)
    return statement
  }

  return {
    prepare(sql) {
      if (sql.length > LONGEST_KEPT) return database.prepare(sql)
      return keep(sql, kept.get(sql) ?? database.prepare(sql))
    },
    close: () => {
      kept.clear()
      database.close()
    },
  }
}
