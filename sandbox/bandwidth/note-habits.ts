/** How the practice Bandwidth handles notes and history where the sources are silent or show two ways. */
export interface NoteHabits {
  /** So long after our note on a rejected order an analyst answers; never, for 0. */
  analystAfterHours: number
  /** An hour after it has a Lumen order, Bandwidth notes down Lumen's customer record. */
  csrNotes: 'none' | 'written'
  /** A notification of a note says the order's Status too. */
  statusInNotices: 'missing' | 'said'
  ownNotes: 'silent' | 'notified'
  /** The LastDateModifier of a note. */
  dates: 'shown' | 'missing'
  /** What a list without notes is answered with, without a body either way. */
  noNotes: 204 | 200
  historyLagSeconds: number
}

export const NOTE_HABITS: NoteHabits = {
  analystAfterHours: 0,
  csrNotes: 'none',
  statusInNotices: 'missing',
  ownNotes: 'silent',
  dates: 'shown',
  noNotes: 204,
  historyLagSeconds: 20,
}

const isCount = (value: unknown): boolean => typeof value === 'number' && value >= 0

const WAYS: { readonly [Habit in keyof NoteHabits]: (value: unknown) => boolean } = {
  analystAfterHours: isCount,
  csrNotes: (value) => value === 'none' || value === 'written',
  statusInNotices: (value) => value === 'missing' || value === 'said',
  ownNotes: (value) => value === 'silent' || value === 'notified',
  dates: (value) => value === 'shown' || value === 'missing',
  noNotes: (value) => value === 204 || value === 200,
  historyLagSeconds: isCount,
}

/** The habits among what a door is given, or which of them is none. */
export function readNoteHabits(
  sent: Readonly<Record<string, unknown>>,
): Partial<NoteHabits> | string {
  const known: Readonly<Record<string, (value: unknown) => boolean>> = WAYS
  const wrong = Object.entries(sent).find(([name, value]) => known[name]?.(value) !== true)
  return wrong === undefined ? sent : `${wrong[0]} cannot be ${String(wrong[1])}.`
}
