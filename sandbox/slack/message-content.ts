import { withIds, type Block } from './blocks.ts'
import { refusalOfBlocks } from './checker/message.ts'
import { insist } from './checker/refusal.ts'
import { listOf, parseJson } from './json.ts'
import type { Transcript } from './transcript.ts'

/** Blocks as the app sent them; undefined when it sent none, refused as chat methods refuse. */
export function readBlocks(given: unknown, transcript: Transcript): readonly Block[] | undefined {
  if (given === undefined || given === null) return undefined
  const blocks = typeof given === 'string' ? parseJson(given) : given
  const refusal = refusalOfBlocks(blocks)
  if (refusal) transcript.complain('blocks were refused', { ...refusal })
  insist(refusal)
  return listOf(blocks).length === 0 ? undefined : withIds(blocks)
}
