/** What came of it, for who pressed the button or sent the form. */
export function recreatedWords(number: number, made: 'made' | 'unknown'): string {
  return made === 'made'
    ? `Bandwidth has made #${number} again; its thread says what is restored.`
    : `I asked Bandwidth to make #${number} again and got no answer. It may exist. I'll know within three minutes and say so in its thread; please don't make it again before.`
}
