import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, expectTypeOf, it } from 'vitest'
import type { BandwidthReads } from '../../src/bandwidth/bandwidth.ts'
import type { Calls } from '../../src/desk/calls.ts'
import type { Approval } from '../../src/store/approvals.ts'
import type { TrackedBulk } from '../../src/store/bulk-orders.ts'

const SRC = join(import.meta.dirname, '../../src')

/** `tsc` proves it: an unused `@ts-expect-error` is an error itself. */
describe('a change at Bandwidth that is not written down first', () => {
  it('does not typecheck', () => {
    const unwritten = ({ writesFor }: Calls, approval: Approval, bulk: TrackedBulk) => {
      // @ts-expect-error Any number is no row.
      writesFor(1042)
      // @ts-expect-error An approval that waits is not spent.
      writesFor(approval)
      // @ts-expect-error Whether its numbers wait to be given has to be looked at.
      writesFor(bulk)
    }
    expectTypeOf(unwritten).toBeFunction()
    expectTypeOf<Calls['bandwidth']>().not.toHaveProperty('deleteOrder')
  })

  it('is nothing that only reads', () => {
    expectTypeOf<
      Exclude<keyof BandwidthReads, `${'get' | 'list' | 'find' | 'download'}${string}`>
    >().toEqualTypeOf<'checkNumbers' | 'health'>()
  })

  it('cannot be had by calling something a row: only who writes it says that it is one', () => {
    const saying = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .filter((file) => /\bas (?:IntentId|ActivationId|SpentApproval)\b|callsOf\(/.test(read(file)))
    expect(saying.toSorted()).toEqual([
      'bot.ts',
      'desk/calls.ts',
      'store/activations.ts',
      'store/approvals.ts',
      'store/intents.ts',
    ])
  })
})

function read(file: string): string {
  return readFileSync(join(SRC, file), 'utf8')
}
