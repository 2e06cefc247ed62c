import type { MemoryLoss } from '../store/posts.ts'
import { milestone, reachMilestone } from '../store/milestones.ts'
import type { Desk } from './desk.ts'
import { age, doubtful, type Finding } from './finding.ts'

/** How long it is reported. */
const WEEK = 7 * 24 * 60 * 60 * 1000

const KINDS = ['restored', 'empty'] as const satisfies readonly MemoryLoss['kind'][]

function nameOf(kind: MemoryLoss['kind']): string {
  return `memory-${kind}`
}

export async function noteMemoryLoss({ db, clock }: Desk, kind: MemoryLoss['kind']): Promise<void> {
  await reachMilestone(db, nameOf(kind), clock())
}

const FINDINGS: Record<MemoryLoss['kind'], { readonly says: string; readonly todo: string }> = {
  restored: {
    says: 'a backup was restored',
    todo: 'I read what happened since the backup from Bandwidth. Approvals since then are gone. Request them again.',
  },
  empty: {
    says: 'I started with an empty database, and there was another one before',
    todo: 'Check PORTIN_DATABASE, or stop the bot and run `npm run restore -- FILE`.',
  },
}

/** Reports a database that was lost or restored in the last week. */
export async function examineMemory(desk: Desk): Promise<readonly Finding[]> {
  const now = desk.clock()
  const found: Finding[] = []
  for (const kind of KINDS) {
    const at = await milestone(desk.db, nameOf(kind))
    if (at === null || Math.abs(now - at) > WEEK) continue
    const { says, todo } = FINDINGS[kind]
    found.push(doubtful('Memory', `${says}, ${age(at, now)} ago.`, todo))
  }
  return found
}
