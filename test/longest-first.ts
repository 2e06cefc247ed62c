import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What starts processes of its own, and takes longer than its size tells: none of it is left for the end. */
const LONGEST = [
  '/browser/journeys.test.ts',
  '/stories/killed-at-any-moment.test.ts',
  '/stories/killed-in-a-change.test.ts',
  '/postgres/kills.test.ts',
  '/postgres/takeover.test.ts',
  '/postgres/one-session.test.ts',
  '/stories/reminders.test.ts',
  '/stories/bandwidth-is-not-well.test.ts',
  '/stories/the-carrier-decides.test.ts',
  '/sandbox/taken-port.test.ts',
  '/watch/health.test.ts',
]

function rankOf({ moduleId }: TestSpecification): number {
  const index = LONGEST.findIndex((end) => moduleId.endsWith(end))
  return index === -1 ? LONGEST.length : index
}

/** Of each project, so that no core waits for the last file of the other. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...Map.groupBy(sorted, ({ project }) => project.name).values()].flatMap((ofProject) =>
      ofProject.toSorted((one, other) => rankOf(one) - rankOf(other)),
    )
  }
}
