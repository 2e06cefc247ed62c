import { ApiError } from '../api-error.ts'
import type { Arguments } from '../arguments.ts'

/** One page of a list by limit and cursor, and the cursor of the next ('' at the end). */
export function page<T>(args: Arguments, all: readonly T[], usual: number) {
  const limit = Number(args.text('limit') ?? usual)
  const cursor = args.text('cursor') ?? ''
  const from = cursor === '' ? 0 : Number(Buffer.from(cursor, 'base64url').toString())
  if (!Number.isInteger(from) || !Number.isInteger(limit)) throw new ApiError('invalid_cursor')
  const end = from + (limit > 0 ? limit : usual)
  const more = end < all.length
  const next = more ? Buffer.from(String(end)).toString('base64url') : ''
  return { items: all.slice(from, end), more, next }
}
