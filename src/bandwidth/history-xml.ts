import type { HistoryEntry } from './bandwidth.ts'
import { readInstant } from './dates.ts'
import { readErrors } from './envelope.ts'
import { readSentence } from './fields.ts'
import { refuseErrors, type Reply } from './reply.ts'
import type { XmlElement } from './xml.ts'

const NO_HISTORY_FOR_DRAFTS = '7710'

/** `null` for a draft: Bandwidth says so in a 200. */
export function readHistory<Status extends string>(
  reply: Reply,
  statusOf: (text: string) => Status,
): readonly HistoryEntry<Status>[] | null {
  const root = reply.xml('OrderHistoryWrapper')
  const entries = root.children('OrderHistory')
  if (entries.length > 0) return entries.map((entry) => readEntry(entry, statusOf))
  if (readErrors(root).some(({ code }) => code === NO_HISTORY_FOR_DRAFTS)) return null
  refuseErrors(reply, root)
  return []
}

function readEntry<Status extends string>(
  entry: XmlElement,
  statusOf: (text: string) => Status,
): HistoryEntry<Status> {
  const text = (name: string) => readSentence(entry.child(name).text())
  const status = text('Status')
  return {
    at: readInstant(text('OrderDate')),
    note: text('Note'),
    author: text('Author'),
    status: status === null ? null : statusOf(status),
    difference: text('Difference'),
  }
}
