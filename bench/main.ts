import { answers } from './answers.ts'
import { readArguments, type Extent } from './arguments.ts'
import { burst } from './burst.ts'
import { bulk } from './bulk.ts'
import { bulkReading } from './bulk-reading.ts'
import { files } from './files.ts'
import { focs } from './focs.ts'
import { hints } from './hints.ts'
import { journeys } from './journeys.ts'
import { bulkKills, kills, replicaKills } from './kills.ts'
import { machine } from './machine.ts'
import { mutatedFiles } from './mutated-files.ts'
import { names as namesOfOrders } from './names.ts'
import { notes } from './notes.ts'
import { numberLists } from './number-lists.ts'
import { reading } from './reading.ts'
import { rejections } from './rejections.ts'
import { replies } from './replies.ts'
import { table, type Row } from './row.ts'
import { spreadsheets } from './spreadsheets.ts'
import { start } from './start.ts'
import { commandsOnPostgres } from './commands-on-postgres.ts'
import { databases } from './databases.ts'
import { takeover } from './takeover.ts'
import { reconciliation } from './reconciliation.ts'
import { twoWeeks } from './two-weeks.ts'
import { year } from './year.ts'

type Figures = Readonly<Record<string, (extent: Extent) => Promise<readonly Row[]>>>

/** What counts this process's own CPU comes before what leaves practice servers' garbage behind. */
const USUAL: Figures = {
  reading,
  replies,
  'bulk-reading': bulkReading,
  'number-lists': numberLists,
  rejections,
  reconciliation,
  names: namesOfOrders,
  start,
  journeys,
  answers,
  files,
  spreadsheets,
  hints,
}
/** These take minutes. */
const ONLY_BY_NAME: Figures = {
  'mutated-files': mutatedFiles,
  burst,
  focs,
  bulk,
  kills,
  'bulk-kills': bulkKills,
  'replica-kills': replicaKills,
  takeover,
  databases,
  'commands-on-postgres': commandsOnPostgres,
  year,
  notes,
  'two-weeks': twoWeeks,
}

const { names, ...extent } = readArguments(process.argv.slice(2), {
  usual: Object.keys(USUAL),
  onlyByName: Object.keys(ONLY_BY_NAME),
})
const asked = Object.entries({ ...USUAL, ...ONLY_BY_NAME }).filter(([name]) => names.includes(name))
const on = machine()
const rows: Row[] = []
for (const [name, measure] of names.length > 0 ? asked : Object.entries(USUAL)) {
  const startedAt = performance.now()
  rows.push(...(await measure(extent)))
  console.error(`${name}: ${Math.round((performance.now() - startedAt) / 1000)} s`)
}
console.log(`${table(rows)}

${on}; ${extent.pairs} pairs, ${extent.seconds} s of commands in each stretch of "answers".`)
