export type DatabasePlace = DatabaseFile | PostgresPlace

interface DatabaseFile {
  readonly kind: 'file'
  readonly file: string
}

export interface PostgresPlace {
  readonly kind: 'postgres'
  /** With the password: for connecting only. */
  readonly url: string
}

/** @returns undefined for an invalid PostgreSQL address. */
export function databasePlace(text: string): DatabasePlace | undefined {
  if (!/^postgres(?:ql)?:/.test(text)) return { kind: 'file', file: text }
  if (!URL.canParse(text) || nameIn(new URL(text)) === '') return undefined
  return { kind: 'postgres', url: text }
}

/** As people may see it: without the password. */
export function placeName(place: DatabasePlace): string {
  if (place.kind === 'file') return place.file
  const url = new URL(place.url)
  return `PostgreSQL database ${nameIn(url)} on ${url.hostname === '' ? 'this machine' : url.hostname}`
}

function nameIn({ pathname }: URL): string {
  return decodeURIComponent(pathname.slice(1))
}
