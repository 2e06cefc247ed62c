/** What 0.1.0 called these parts of what a post shows; its posts are still drawn again. */
const NAMES_OF_0_1_0: Readonly<Record<string, string>> = {
  sweptAt: 'purgesAt',
  toldTo: 'notified',
  matter: 'topic',
}

/** What is stored of a post: facts as this release names them, whichever release has written them. */
export function readPostRef(text: string): unknown {
  return JSON.parse(text, function (this: Record<string, unknown>, key, value: unknown) {
    const name = NAMES_OF_0_1_0[key]
    if (name === undefined) return value
    this[name] = value
    return undefined
  })
}
