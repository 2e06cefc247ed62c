import { standbysOf } from '../store/postgres/standbys.ts'
import type { Desk } from './desk.ts'
import { doubtful, good, type Finding } from './finding.ts'

/** Which process takes over when this one ends. A file serves one process only, so there is nothing to report. */
export async function examineStandbys({ db }: Desk): Promise<readonly Finding[]> {
  const standbys = await standbysOf(db)
  if (standbys === undefined) return []
  return standbys.length === 0
    ? [
        doubtful(
          'Standby',
          'no other process waits to take over.',
          'Start a second one with the same settings on another machine.',
        ),
      ]
    : [good('Standby', `ready to take over: ${standbys.join(' · ')}.`)]
}
