import { ApiError } from './api-error.ts'
import { checkBlocks } from './block-limits.ts'
import { withIds, type Block } from './blocks.ts'
import { parseJson } from './json.ts'
import type { Transcript } from './transcript.ts'

/** Blocks as the app sent them; undefined when it sent none, refused as chat methods refuse. */
export function readBlocks(given: unknown, transcript: Transcript): readonly Block[] | undefined {
  if (given === undefined || given === null) return undefined
  const list = typeof given === 'string' ? parseJson(given) : given
  if (!Array.isArray(list)) throw new ApiError('invalid_blocks_format')
  const complaints = checkBlocks(list, 'message')
  if (complaints.length > 0) {
    transcript.complain('blocks were refused', { complaints })
    throw new ApiError('invalid_blocks', complaints)
  }
  return list.length === 0 ? undefined : withIds(list)
}
