import type Sqlite from 'better-sqlite3'
import { SqliteDialect, SqliteDriver, type DatabaseConnection, type Driver } from 'kysely'

/**
 * On a full disk SQLite takes a transaction back by itself. To take it back once more is an error, which
 * Kysely would throw in place of the one that says why.
 */
export class HonestDialect extends SqliteDialect {
  readonly #database: Sqlite.Database

  constructor({ database }: { readonly database: Sqlite.Database }) {
    super({ database })
    this.#database = database
  }

  override createDriver(): Driver {
    return new HonestDriver(this.#database)
  }
}

class HonestDriver extends SqliteDriver {
  readonly #database: Sqlite.Database

  constructor(database: Sqlite.Database) {
    super({ database })
    this.#database = database
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection)
  }
}
