import { isBandwidthError, type RefusedReply } from '../bandwidth/errors.ts'
import { Refusal } from '../porting/refusal.ts'
import { lastTextSent } from '../store/intents.ts'
import { forgetMilestone, milestone, reachMilestone } from '../store/milestones.ts'
import { age, bad, doubtful, good, type Finding } from './finding.ts'
import type { Desk } from './desk.ts'
import { noteDigest } from './note-digest.ts'
import { shownOf } from './order-kind.ts'

/** Bandwidth's codes: too long, missing, or not the user of the credentials. */
const NOT_THE_USER = ['12500', '12501', '12502']
const REFUSED = 'note-user-refused'

/** @returns null when it was refused for another reason. */
export async function noteUserRefused(
  { db, clock, settings }: Desk,
  { errors }: RefusedReply,
): Promise<Refusal | null> {
  const code = errors.map((error) => error.code).find((one) => NOT_THE_USER.includes(one))
  if (code === undefined) return null
  await reachMilestone(db, REFUSED, clock())
  return new Refusal(
    'note-user',
    `Nothing was sent: Bandwidth doesn’t accept ${settings.login.noteUser} as the author of notes (${code}).`,
    'An admin can fix it: `BANDWIDTH_NOTE_USER` has to be the user name that belongs to the credentials.',
  )
}

export function noteUserAccepted(db: Desk['db']): Promise<void> {
  return forgetMilestone(db, REFUSED)
}

/** Whether notes can be written, judged by the last one: a test note could not be deleted at Bandwidth. */
export async function examineNotes(desk: Desk): Promise<Finding> {
  const { db, clock, settings } = desk
  const { noteUser } = settings.login
  const refusedAt = await milestone(db, REFUSED)
  if (refusedAt !== null) {
    return bad(
      SUBJECT,
      `Bandwidth refused ${noteUser} as their author ${age(refusedAt, clock())} ago.`,
      'BANDWIDTH_NOTE_USER: use the user name that belongs to the credentials. Then send a note.',
    )
  }
  const sent = await lastTextSent(db)
  if (sent === null) return good(SUBJECT, `written as ${noteUser}. None sent yet.`)
  try {
    const author = await authorAtBandwidth(desk, sent)
    return author === undefined || author.toLowerCase() === noteUser.toLowerCase()
      ? good(SUBJECT, `written as ${noteUser}. Bandwidth accepted the last one.`)
      : doubtful(
          SUBJECT,
          `Bandwidth shows mine as written by ${author}, not by ${noteUser}.`,
          `BANDWIDTH_NOTE_USER: set it to ${author}, or notes of your own account count as Bandwidth’s.`,
        )
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    return good(SUBJECT, `written as ${noteUser}. Bandwidth accepted the last one.`)
  }
}

const SUBJECT = 'Notes to Bandwidth'

async function authorAtBandwidth(
  desk: Desk,
  { number, text }: { readonly number: number; readonly text: string },
): Promise<string | undefined> {
  const notes = (await (await shownOf(desk, number))?.notes()) ?? []
  const digest = noteDigest(text)
  return notes.findLast((note) => noteDigest(note.text) === digest)?.userId ?? undefined
}
