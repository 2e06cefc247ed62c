export const READINGS = [
  `ALTER TABLE portability_check ADD COLUMN account TEXT`,
  `CREATE TABLE order_account (order_number INTEGER PRIMARY KEY, account TEXT NOT NULL) STRICT`,
  `CREATE TABLE reading_answer (
    key TEXT PRIMARY KEY,
    answer TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE reading_question (
    id TEXT PRIMARY KEY,
    by TEXT NOT NULL,
    question TEXT NOT NULL,
    purpose TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT`,
]

// A second start from the same message says so, and an order's card links back to its message.
export const STARTED_MESSAGES = [
  `CREATE TABLE started_message (
    channel TEXT NOT NULL,
    ts TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    link TEXT,
    order_number INTEGER,
    PRIMARY KEY (channel, ts)
  ) STRICT`,
  `CREATE INDEX started_message_order ON started_message (order_number)`,
]

// With whom a BTN is that does not port itself.
export const BILLING_CARRIERS = `CREATE TABLE billing_carrier (
  tn TEXT PRIMARY KEY,
  spid TEXT,
  name TEXT,
  asked_at INTEGER NOT NULL
) STRICT`
