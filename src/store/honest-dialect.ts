import type Sqlite from 'better-sqlite3'
import {
  SqliteDialect,
  SqliteDriver,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Driver,
  type QueryCompiler,
  type SqliteDatabase,
} from 'kysely'

/**
 * On a full disk SQLite itself rolls a transaction back. A second rollback is an error, which Kysely
 * would throw instead of the one that says why.
 */
export class HonestDialect extends SqliteDialect {
  readonly #database: Sqlite.Database
  readonly #asked: SqliteDatabase

  /** @param asked The database by way of which it is asked. */
  constructor(database: Sqlite.Database, asked: SqliteDatabase = database) {
    super({ database: asked })
    this.#database = database
    this.#asked = asked
  }

  override createDriver(): Driver {
    return new HonestDriver(this.#database, this.#asked)
  }

  override createQueryCompiler(): QueryCompiler {
    return new StablePlanCompiler()
  }
}

/**
 * SQLite plans a query again for each value that could change the plan, which takes several times as long
 * as the query. A plus before a value leaves the value and prevents that. A query that needs the value
 * for a partial index must contain it literally.
 */
class StablePlanCompiler extends SqliteQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '+?'
  }
}

class HonestDriver extends SqliteDriver {
  readonly #database: Sqlite.Database

  constructor(database: Sqlite.Database, asked: SqliteDatabase) {
    super({ database: asked })
    this.#database = database
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection)
  }
}
