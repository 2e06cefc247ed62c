/** Settings that have another name since 0.2.0, by their old one; both are read. */
export const RENAMED_SETTINGS = { PORTIN_PORTERS: 'PORTIN_COORDINATORS' } as const

/** What is given under an old name, under its new one; what is given under both, and differs, is a mistake. */
export function renameSettings(given: Readonly<Record<string, string>>): {
  readonly given: Readonly<Record<string, string>>
  /** What is read under its old name. */
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
