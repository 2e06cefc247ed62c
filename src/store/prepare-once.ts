import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** A release asks some four hundred different things; each takes a few kilobytes. */
const MOST_STATEMENTS = 500
/** Lists of every length would evict the frequent statements. */
const LONGEST_STATEMENT = 2_000

/**
 * Caches prepared statements: SQLite takes longer to prepare a query of this bot than to run it. Not for
 * migrations: a prepared statement refers to the tables as they were.
 */
export function prepareOnce(database: SqliteDatabase): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>()

  function cache(sql: string, statement: SqliteStatement): SqliteStatement {
    // Moves a reused statement to the end, so that the first is the least recently used.
    statements.delete(sql)
    statements.set(sql, statement)
    const [longestAgo] = statements.keys()
    if (statements.size > MOST_STATEMENTS && longestAgo !== undefined) statements.delete(longestAgo)
    return statement
  }

  return {
    prepare(sql) {
      if (sql.length > LONGEST_STATEMENT) return database.prepare(sql)
      return cache(sql, statements.get(sql) ?? database.prepare(sql))
    },
    close: () => {
      statements.clear()
      database.close()
    },
  }
}
