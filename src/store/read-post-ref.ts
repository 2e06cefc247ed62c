/** What earlier releases called these parts of what a post shows; their posts are still drawn again. */
const FORMER_NAMES: Readonly<Record<string, string>> = {
  sweptAt: 'purgesAt',
  toldTo: 'notified',
  matter: 'topic',
  toldOf: 'announcedUnder',
  wanted: 'requested',
}

/** What is stored of a post: facts as this release names them, whichever release has written them. */
export function readPostRef(text: string): unknown {
  return JSON.parse(text, function (this: Record<string, unknown>, key, value: unknown) {
    const name = FORMER_NAMES[key]
    if (name === undefined) return value
    this[name] = value
    return undefined
  })
}
