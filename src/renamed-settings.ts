/** Settings renamed in 0.2.0, by their old names; both are read. */
export const RENAMED_SETTINGS = { PORTIN_PORTERS: 'PORTIN_COORDINATORS' } as const

/** Moves values from old names to new ones; two different values for the same setting are a mistake. */
export function renameSettings(given: Readonly<Record<string, string>>): {
  readonly given: Readonly<Record<string, string>>
  /** The settings that were given under their old name. */
  readonly old: readonly { readonly old: string; readonly now: string }[]
  readonly mistakes: readonly string[]
} {
  const renamed: Record<string, string> = {}
  const old: { readonly old: string; readonly now: string }[] = []
  const mistakes: string[] = []
  for (const [before, now] of Object.entries(RENAMED_SETTINGS)) {
    const value = given[before]
    if (value === undefined) continue
    if (given[now] === undefined) {
      renamed[now] = value
      old.push({ old: before, now })
    } else if (given[now] !== value) {
      mistakes.push(`${before} is the old name of ${now}, and the two differ: remove ${before}`)
    }
  }
  return { given: { ...given, ...renamed }, old, mistakes }
}
