/** The outcome, for the person who pressed the button or submitted the form. */
export function recreatedWords(named: string, made: 'made' | 'unknown'): string {
  return made === 'made'
    ? `${named} was recreated. Its thread shows what’s restored.`
    : `No answer from Bandwidth on recreating ${named}. It may exist. I’ll post in its thread within 3 minutes. Don’t recreate it again.`
}
