/**
 * What belongs to which later addition, by the names of its files; the first that fits counts. The rest is
 * the house as it stood before them.
 */
const SUBJECTS: Readonly<Record<string, RegExp>> = {
  'a message becomes an order':
    /porting\/message\/|message-view|start-port-in|start-choices|started-messages|behind-order-form/,
  'files, tables and workbooks':
    /workbook|table-(?:facts|heading|plan|rows|view)|reading-tables|read-(?:table|row|numbers)|readings?\b|source-of-file|which-numbers|choose-numbers|numbers-in-files|account-words|reading-account|save-account|column-meaning|cell-damage|delimited-text|vanity|number-(?:grammar|list|collector)|text-reader|read-text|document-type|dropped-|whose-document|give-document|give-file/,
  'changes, rejections, consent, recreate':
    /change-|-change\b|changed-|change\.ts|supplement|consent|alike|shared-corrections|replace|recreate|resent-alone|cause|carrier-codes|sent-words|unfit-documents|own-changes|cancel-risk|address-doubts|place-codes|same-meaning|same-words/,
  'notes, history, mentions, direct messages':
    /note|history|mention|\bask\b|ask-drafts|asked-about|spoken|support\.ts|cut-off|greeting|direct|needs-a-press|typed-command|open-command/,
  'days of bulk orders, Activate all':
    /bulk-days|activation-batch|activate-many|view-batch|activation-refusals|join-and-leave|request-activation/,
  'lists of work, search, morning, hand over':
    /worklist|commands\/work|list-|listed|lists\.ts|show-list|hand-over|give\.ts|morning|order-(?:index|names|summary|meant)|index-orders|orders-meant|find-by-name|search-orders|candidates|choose-order|named|follow|kept-lists|whats-due|show-due/,
  'More…, buttons apart from what they do': /more|offered|-actions\.ts|controls\/|activity/,
  'backup, restore, a full disk, texts scrubbed':
    /backup|restor|memory-loss|recall|post-marks|scrub|written-texts|write-trouble|cannot-write|disk|single-writer|off-the-loop|prepare-once|sealed-secrets|secret-in-text|refuse-secrets/,
  'pending requests, two links, health':
    /pending|interrupted|socket\/|health|another-version|resolve-in-doubt|one-by-one/,
}

const REST = 'orders, bulk orders, wires, surface'

/** @returns lines and files of each subject, in the order of the table. */
export function linesBySubject(
  files: readonly { readonly name: string; readonly lines: number }[],
): ReadonlyMap<string, { readonly lines: number; readonly files: number }> {
  const found = new Map(
    [...Object.keys(SUBJECTS), REST].map((subject) => [subject, { lines: 0, files: 0 }]),
  )
  for (const { name, lines } of files) {
    const [subject = REST] = Object.entries(SUBJECTS).find(([, names]) => names.test(name)) ?? []
    const sum = found.get(subject) ?? { lines: 0, files: 0 }
    found.set(subject, { lines: sum.lines + lines, files: sum.files + 1 })
  }
  return found
}
