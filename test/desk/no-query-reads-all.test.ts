import { CompiledQuery, createQueryId, type KyselyPlugin, type RootOperationNode } from 'kysely'
import { expect, it } from 'vitest'
import { redrawApproval } from '../../src/desk/queue-approval.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'
import { isTestedOnPostgres } from '../postgres/place.ts'

/** All orders, or all messages of a kind. */
const READS_ALL = /^SCAN |post_of_days \(kind=\?\)$/
/** Few rows, whatever there are of orders. */
const SMALL = /^SCAN (?:milestone|restoration|key_canary|counter|bulk_order)\b|CONSTANT ROW/

it.skipIf(isTestedOnPostgres())(
  'a refresh of an order, of one that changed, and the end of a request ask nothing that reads through all orders',
  async () => {
    const { desk, make, track, elsewhere } = await openPracticeDesk()
    const asked = new Set<RootOperationNode>()
    const noteAsked: KyselyPlugin = {
      transformQuery({ node }) {
        asked.add(node)
        return node
      },
      transformResult: ({ result }) => Promise.resolve(result),
    }
    const watched = { ...desk, db: desk.db.withPlugin(noteAsked) }
    const id = await make()
    const number = await track(id)
    await syncOrder(watched, number)
    await redrawApproval(watched.db, { id: 'a request', orderNumber: number })
    await elsewhere.deleteOrder(id)
    await syncOrder(watched, number)

    const reading = new Set<string>()
    for (const node of asked) {
      const { sql, parameters } = desk.db.getExecutor().compileQuery(node, createQueryId())
      const { rows } = await desk.db.executeQuery<{ readonly detail: string }>(
        CompiledQuery.raw(`EXPLAIN QUERY PLAN ${sql}`, [...parameters]),
      )
      for (const { detail } of rows) {
        if (READS_ALL.test(detail) && !SMALL.test(detail)) reading.add(`${detail}: ${sql}`)
      }
    }
    expect(asked.size).toBeGreaterThan(10)
    expect([...reading]).toEqual([])
  },
)
