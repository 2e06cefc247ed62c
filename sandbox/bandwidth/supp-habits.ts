/** How the practice Bandwidth answers where the sources on changes disagree or are silent. */
export interface SuppHabits {
  /** What automated off-net orders take before an FOC: the published figure, or the newer article. */
  offNetSupplements: 'narrow' | 'wide'
  /** What is closed may be repeated as it stands, or must be left out. */
  unchangedClosedElements: 'ok' | 'refused'
  /** Once a date is agreed, a change of anything but the date is accepted and not carried out. */
  fieldsAfterFoc: 'taken' | '7300'
  /** The same of any change of a wireless order, its date included. */
  wirelessAfterFoc: 'taken' | '7300'
  /** Many carriers cancel at the fourth change after an FOC. */
  fourthAfterFoc: 'taken' | 'cancels'
}

export const SUPP_HABITS: SuppHabits = {
  offNetSupplements: 'narrow',
  unchangedClosedElements: 'ok',
  fieldsAfterFoc: '7300',
  wirelessAfterFoc: '7300',
  fourthAfterFoc: 'taken',
}

const WAYS: Readonly<Record<string, readonly string[]>> = {
  offNetSupplements: ['narrow', 'wide'],
  unchangedClosedElements: ['ok', 'refused'],
  fieldsAfterFoc: ['taken', '7300'],
  wirelessAfterFoc: ['taken', '7300'],
  fourthAfterFoc: ['taken', 'cancels'],
} satisfies { [Habit in keyof SuppHabits]: SuppHabits[Habit][] }

/** The habits among what a door is given, or which of them is none. */
export function readSuppHabits(
  sent: Readonly<Record<string, unknown>>,
): Partial<SuppHabits> | string {
  for (const [name, value] of Object.entries(sent)) {
    const ways = WAYS[name]
    if (ways === undefined) return `${name} is none of ${Object.keys(WAYS).join(', ')}.`
    if (!ways.includes(String(value))) return `${name} is one of ${ways.join(', ')}.`
  }
  return sent
}
