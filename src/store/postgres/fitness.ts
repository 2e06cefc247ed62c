import type { Client } from 'pg'
import { DatabaseUnusable } from '../database-unusable.ts'
import { endClient } from './connection.ts'
import { placeName, type PostgresPlace } from '../place.ts'

const OLDEST = 140_000

interface Server {
  readonly version: number
  readonly encoding: string
  readonly is_replica: 0 | 1
  readonly pid: number
}

/** The server does not take writes now; another one may, in a moment. */
export class IsReplica extends Error {
  override readonly message = 'it’s a read-only replica'
}

/**
 * Whether this server, or the pooler in front of it, can be used.
 *
 * @throws DatabaseUnusable with a readable reason; IsReplica.
 */
export async function examineServer(
  client: Client,
  place: PostgresPlace,
  connectAgain: () => Promise<Client>,
): Promise<void> {
  const { rows } = await client.query<Server>(`SELECT
    current_setting('server_version_num')::int AS version,
    current_setting('server_encoding') AS encoding,
    pg_is_in_recovery() AS is_replica, pg_backend_pid() AS pid`)
  const [server] = rows
  if (server === undefined) throw new Error('PostgreSQL doesn’t report its version and encoding.')
  const name = placeName(place)
  if (server.version < OLDEST) {
    throw new DatabaseUnusable(
      `The ${name} is version ${Math.floor(server.version / 10_000)}. portin needs PostgreSQL 14 or newer.`,
    )
  }
  if (server.encoding !== 'UTF8') {
    throw new DatabaseUnusable(
      `The ${name} uses the encoding ${server.encoding}. Create one with UTF8: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.`,
    )
  }
  if (server.pid !== client.processID && (await isShared(server.pid, connectAgain))) {
    throw new DatabaseUnusable(
      `The ${name} is reached through a pooler that shares one session among many, like PgBouncer in transaction mode. ` +
        'portin needs a session of its own: connect to PostgreSQL directly, or use session mode.',
    )
  }
  if (server.is_replica === 1) throw new IsReplica()
}

/** A second connection that is inside a transaction has the first one's session: both share it. */
async function isShared(pid: number, connectAgain: () => Promise<Client>): Promise<boolean> {
  const second = await connectAgain()
  try {
    await second.query('BEGIN')
    const { rows } = await second.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
    return rows[0]?.pid === pid
  } finally {
    await endClient(second)
  }
}
