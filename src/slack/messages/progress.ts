import { progressBar, type Progress } from '../../porting/progress.ts'
import { context } from '../blocks.ts'
import { plain } from '../mrkdwn.ts'

/** Beside what the message says in words; null when there is nothing to show. */
export function progressBlock(progress: Progress | null): ReturnType<typeof context> {
  const bar = progress === null ? null : progressBar(progress)
  return bar === null ? null : context(plain(bar))
}
