import { Refusal } from '../porting/refusal.ts'
import type { WriteTrouble } from '../store/cannot-write.ts'

/** Words for what is wrong with the database's disk or server. */
export function diskWords(trouble: WriteTrouble): string {
  const what = trouble === 'SQLITE_FULL' ? 'is full' : 'can’t be written to'
  return `the disk under my database ${what} (${trouble})`
}

export const FREE_THE_DISK =
  'Free some space where PORTIN_DATABASE is, and check the file’s permissions. I’ll continue on my own.'

/** The request itself could not be saved, so nothing was begun. */
export function notBegun(trouble: WriteTrouble): Refusal {
  return new Refusal(
    'cannot-keep',
    `Nothing was done: ${diskWords(trouble)}, so I can’t keep track of anything.`,
    'Ask an admin to free some space, then try again. `/portin status` and `/portin list` still work.',
  )
}

/** The disk was full in the middle of an operation. */
export function stoppedHalfway(trouble: WriteTrouble): Refusal {
  return new Refusal(
    'cannot-keep',
    `I had to stop: ${diskWords(trouble)}.`,
    'I don’t know if it went through. Ask an admin to free some space, then check with `/portin status` before you try again.',
  )
}

/** A refresh could not be saved, so the last reading is shown. */
export function notRefreshed(trouble: WriteTrouble): Refusal {
  const words = diskWords(trouble)
  return new Refusal(
    'cannot-keep',
    `${words.charAt(0).toUpperCase()}${words.slice(1)}, so I can’t save what I see.`,
    'This is from my last check. Ask an admin to free some space.',
  )
}
