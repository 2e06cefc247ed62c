import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { THE_JOURNEY } from './migrations/the-journey.ts'
import { BULK } from './migrations/bulk-orders.ts'
import { BILLING_CARRIERS, READINGS, STARTED_MESSAGES } from './migrations/readings.ts'

// Both kinds of orders are numbered from it, not from a sequence of the database.
const COUNTER = [
  `CREATE TABLE counter (name TEXT PRIMARY KEY, last INTEGER NOT NULL) STRICT`,
  `INSERT INTO counter (name, last) VALUES
    ('order', coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'port_order'), 1000))`,
]

// The workspace and the account of the process that starts with it first.
const DATABASE_OWNER = `CREATE TABLE database_owner (what TEXT PRIMARY KEY, id TEXT NOT NULL) STRICT`

// Twenty thousand numbers are read when somebody needs them, and not with every word about their order.
const BULK_NUMBERS = [
  `CREATE TABLE bulk_numbers (
    bulk_number INTEGER PRIMARY KEY REFERENCES bulk_order (number),
    wanted TEXT NOT NULL,
    split TEXT
  ) STRICT`,
  `INSERT INTO bulk_numbers (bulk_number, wanted, split) SELECT number, numbers, split FROM bulk_order`,
  `ALTER TABLE bulk_order DROP COLUMN numbers`,
  `ALTER TABLE bulk_order DROP COLUMN split`,
]

const NUMBERS_DONE = `ALTER TABLE bulk_order ADD COLUMN numbers_done INTEGER`

const ORDER_TOKENS = ['port_order', 'bulk_order'].flatMap((table) => [
  `ALTER TABLE ${table} ADD COLUMN token TEXT NOT NULL DEFAULT ''`,
  `UPDATE ${table} SET token = lower(hex(randomblob(5)))`,
])

const KEY_CANARY = `CREATE TABLE key_canary (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  sealed TEXT NOT NULL
) STRICT`

// What is to be shown is found without reading all that ever was.
const ASKED_EACH_SECOND = [
  `DROP INDEX post_due`,
  `CREATE INDEX post_to_show ON post (channel, ts) WHERE drawn < version`,
  `CREATE INDEX sent_content_look_at ON sent_content (look_at)`,
]

// Notes from before the update were never announced: they are not announced as new now.
const NOTES = [
  `CREATE TABLE known_note (
    order_number INTEGER NOT NULL,
    note_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (order_number, note_id)
  ) STRICT`,
  `CREATE TABLE note_due (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_number INTEGER NOT NULL,
    cause TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT`,
  `CREATE INDEX note_due_order ON note_due (order_number, id)`,
]

// What one form corrects in many orders, while it is being sent: after a sudden stop the rest is announced.
const SHARED_CORRECTIONS = `CREATE TABLE shared_correction (
  id TEXT PRIMARY KEY,
  bulk_number INTEGER NOT NULL,
  by TEXT NOT NULL,
  correction TEXT NOT NULL,
  failed TEXT NOT NULL,
  cut_off INTEGER NOT NULL DEFAULT 0
) STRICT`

const CARRIER_DATES = `ALTER TABLE port_order ADD COLUMN carrier_foc_date TEXT`

// Of a change that is under way at the update nobody knows any more what stood before.
const CHANGE_REQUESTS = `ALTER TABLE port_order ADD COLUMN stood_before TEXT`

// Beside not_before, which a try, a redraw or a move sets again.
const ANNOUNCED_FROM = `ALTER TABLE post ADD COLUMN told_from INTEGER NOT NULL DEFAULT 0`

const SHARED_LOAS = [
  `ALTER TABLE bulk_document ADD COLUMN person TEXT`,
  `ALTER TABLE bulk_document ADD COLUMN shared_by TEXT`,
  `ALTER TABLE bulk_document ADD COLUMN outcome TEXT`,
]

const ERRANDS = `CREATE TABLE errand (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  by TEXT NOT NULL,
  what TEXT NOT NULL,
  event TEXT,
  at INTEGER NOT NULL,
  cut_off INTEGER NOT NULL DEFAULT 0
) STRICT`

const RECONCILIATION = [
  `CREATE TABLE milestone (name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT`,
  `ALTER TABLE port_order ADD COLUMN last_modified_at INTEGER`,
  `CREATE INDEX port_order_alive ON port_order (id, number, status, last_modified_at) WHERE ended_at IS NULL`,
  `CREATE INDEX port_order_channel ON port_order (channel) WHERE ended_at IS NULL`,
]

const REMINDERS = [
  `ALTER TABLE port_order ADD COLUMN owner_zone TEXT`,
  `ALTER TABLE port_order ADD COLUMN stands_since INTEGER`,
  `ALTER TABLE port_order ADD COLUMN made_again TEXT`,
  `ALTER TABLE port_order ADD COLUMN remind_at INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE port_order ADD COLUMN keep_again_at INTEGER`,
  `UPDATE port_order SET stands_since = seen_at`,
  `CREATE INDEX port_order_remind_at ON port_order (remind_at) WHERE ended_at IS NULL`,
  `CREATE TABLE quiet (
    order_number INTEGER NOT NULL REFERENCES port_order (number),
    matter TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    until INTEGER,
    PRIMARY KEY (order_number, matter)
  ) STRICT`,
  `CREATE INDEX document_again ON document (order_number) WHERE state = 'again'`,
  // Reminders of before know no topics, and are not drawn again.
  `UPDATE post SET drawn = version WHERE kind = 'reminder'`,
]

const HINTS = [
  `CREATE TABLE hint (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    not_before INTEGER NOT NULL
  ) STRICT`,
  `CREATE INDEX hint_order ON hint (order_id, id)`,
]

// What was asked for before knows nothing of the elements that are approved from now on.
const EVERY_ELEMENT = [
  `UPDATE port_order SET seen = json_set(seen, '$.unshownElements', json('{}')) WHERE seen IS NOT NULL`,
  `UPDATE bulk_order SET seen = json_set(seen, '$.unshownElements', json('{}')) WHERE seen IS NOT NULL`,
  `UPDATE post SET version = version + 1 WHERE key IN
    (SELECT 'approval-' || id FROM approval WHERE state IN ('open', 'granted'))`,
  `UPDATE approval SET state = 'void', version = version + 1,
    outcome = 'I was updated, and an approval covers more of an order now'
    WHERE state IN ('open', 'granted')`,
]

const WHAT_WENT_OUT = `CREATE TABLE sent_content (
  order_number INTEGER PRIMARY KEY,
  approval_id TEXT NOT NULL,
  content TEXT NOT NULL,
  step TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  look_at INTEGER NOT NULL,
  told TEXT NOT NULL DEFAULT '[]'
) STRICT`

// Filled from the orders by `desk/index-orders`, those of before too: version 0 is none that was indexed.
const NAMES_AND_SUMMARIES = [
  `CREATE TABLE order_name (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    order_number INTEGER NOT NULL,
    PRIMARY KEY (kind, name, order_number)
  ) STRICT, WITHOUT ROWID`,
  `CREATE INDEX order_name_order ON order_name (order_number, kind)`,
  `CREATE TABLE order_summary (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    token TEXT NOT NULL,
    bulk_number INTEGER,
    channel TEXT NOT NULL,
    owner TEXT NOT NULL,
    status TEXT,
    ended_at INTEGER,
    ending TEXT,
    stands_since INTEGER NOT NULL,
    customer TEXT,
    carrier TEXT,
    numbers INTEGER NOT NULL,
    foc_day TEXT,
    ports_at INTEGER,
    requested_day TEXT,
    on_demand INTEGER NOT NULL,
    draft_ends_at INTEGER,
    reason TEXT,
    due_at INTEGER NOT NULL
  ) STRICT`,
  `CREATE INDEX order_summary_due ON order_summary (due_at) WHERE ended_at IS NULL`,
  `CREATE INDEX order_summary_channel ON order_summary (channel)`,
  ...['port_order', 'bulk_order'].flatMap((table) => [
    `ALTER TABLE ${table} ADD COLUMN indexed_version INTEGER NOT NULL DEFAULT 0`,
    `CREATE INDEX ${table}_to_index ON ${table} (number) WHERE indexed_version <> version`,
  ]),
  `CREATE TABLE kept_list (
    id TEXT PRIMARY KEY,
    by TEXT NOT NULL,
    content TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT`,
  `ALTER TABLE bulk_numbers ADD COLUMN are_named INTEGER NOT NULL DEFAULT 0`,
]

// What is announced of the days of a bulk order's orders is searched for at every change of one of them.
const POSTS_OF_DAYS = `CREATE INDEX post_of_days ON post (kind, created_at)`

const HAND_OVERS = `CREATE TABLE hand_over (
  order_number INTEGER PRIMARY KEY,
  lent_by TEXT NOT NULL,
  lent_by_name TEXT NOT NULL,
  lent_to TEXT NOT NULL,
  lent_to_name TEXT NOT NULL,
  is_quiet INTEGER NOT NULL,
  until TEXT NOT NULL
) STRICT`

// A number that people took out of an order is still found by it, until it comes back.
const REMOVED_NUMBERS = [
  `CREATE TABLE removed_number (
  order_number INTEGER NOT NULL,
  tn TEXT NOT NULL,
  by TEXT NOT NULL,
  at INTEGER NOT NULL,
  error TEXT,
  PRIMARY KEY (tn, order_number)
) STRICT, WITHOUT ROWID`,
  `CREATE INDEX removed_number_order ON removed_number (order_number)`,
]

// Several orders that are activated together, in one message; each has an approval of its own.
const ACTIVATION_BATCHES = `CREATE TABLE activation_batch (
  id TEXT PRIMARY KEY,
  bulk_number INTEGER,
  orders TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  decided_by TEXT,
  state TEXT NOT NULL
) STRICT`

// A note that goes in parts, while they are sent: after a sudden stop the rest is announced.
const WRITTEN_NOTES = `CREATE TABLE written_note (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  order_number INTEGER NOT NULL,
  by TEXT NOT NULL,
  parts TEXT NOT NULL,
  begun_at INTEGER NOT NULL,
  cut_off INTEGER NOT NULL DEFAULT 0
) STRICT`

// When a carrier is asked for again depends on whether there was an answer.
const ASK_AGAIN = [
  `ALTER TABLE billing_carrier RENAME COLUMN asked_at TO ask_again_at`,
  `UPDATE billing_carrier SET ask_again_at = ask_again_at + ${7 * 24 * 3_600_000}`,
]

// What takes an order's place, was begun for it or was announced of it is asked for whenever it is refreshed.
const FOUND_BY_ORDER = [
  `CREATE INDEX port_order_in_place_of ON port_order (in_place_of) WHERE in_place_of IS NOT NULL`,
  `CREATE INDEX intent_order ON intent (order_number)`,
  `CREATE INDEX post_of_number ON post (json_extract(ref, '$.number')) WHERE ts IS NOT NULL`,
]

/** Forward only. A released step is never changed; what must change comes as a new step. */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  '001-the-journey': THE_JOURNEY,
  '002-reminders': REMINDERS,
  '003-hints': HINTS,
  '004-sweep': RECONCILIATION,
  '005-errands': [ERRANDS],
  '006-bulk': BULK,
  '007-bulk-numbers': BULK_NUMBERS,
  '008-carrier-dates': [CARRIER_DATES],
  '009-numbers-done': [NUMBERS_DONE],
  '010-shared-letters': SHARED_LOAS,
  '011-every-element': EVERY_ELEMENT,
  '012-change-requests': [CHANGE_REQUESTS],
  '013-taken-on': [`ALTER TABLE quiet ADD COLUMN taken_by_name TEXT`],
  '014-what-went-out': [WHAT_WENT_OUT],
  '015-told-from': [ANNOUNCED_FROM],
  '018-secrets-of-forms': [`ALTER TABLE form ADD COLUMN sealed_at INTEGER`],
  '019-order-tokens': ORDER_TOKENS,
  '020-key-canary': [KEY_CANARY],
  '025-readings': READINGS,
  '027-notes': NOTES,
  '029-names-and-summaries': NAMES_AND_SUMMARIES,
  '033-asked-each-second': ASKED_EACH_SECOND,
  '037-shared-corrections': [SHARED_CORRECTIONS],
  '041-started-messages': STARTED_MESSAGES,
  '045-bulk-days': [POSTS_OF_DAYS],
  '046-activation-batches': [ACTIVATION_BATCHES],
  '050-hand-overs': [HAND_OVERS],
  '063-written-notes': [WRITTEN_NOTES],
  '068-billing-carriers': [BILLING_CARRIERS],
  '071-removed-numbers': REMOVED_NUMBERS,
  '075-counter': COUNTER,
  '076-database-owner': [DATABASE_OWNER],
  '081-ask-again': ASK_AGAIN,
  '082-found-by-order': FOUND_BY_ORDER,
}

export const migrations: Record<string, Migration> = Object.fromEntries(
  Object.entries(STEPS).map(([name, statements]) => [
    name,
    {
      async up(db: Kysely<unknown>): Promise<void> {
        for (const statement of statements) await sql.raw(statement).execute(db)
      },
    },
  ]),
)
