import type { OrderError } from '../porting/order.ts'
import { BandwidthNotFound } from './errors.ts'
import type { XmlElement } from './xml.ts'

/** A part of a long list. */
export interface Page<T> {
  readonly entries: readonly T[]
  readonly next: NextPage | null
}

interface NextPage {
  /** The id of the page's first order. */
  readonly page: string
  readonly size: string | null
}

export const NO_PAGE: Page<never> = { entries: [], next: null }

const PAGE_SIZE = '1000'
const MOST_PAGES = 1_000

/** Every entry once, of all pages. A list without a hit may be answered with "not found". */
export async function allPages<T extends { readonly id: string }>(
  ask: (place: { readonly page: string; readonly size: string }) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const entries = new Map<string, T>()
  const asked = new Set<string>()
  let at: { page: string; size: string } | null = { page: '1', size: PAGE_SIZE }

  // Orders move while the pages are walked: one may come twice, and a page may name one asked before.
  while (at !== null && !asked.has(at.page) && asked.size < MOST_PAGES) {
    asked.add(at.page)
    const { entries: listed, next }: Page<T> = await ask(at).catch(noneIfNotFound)
    for (const entry of listed) entries.set(entry.id, entry)
    at = next === null ? null : { page: next.page, size: next.size ?? PAGE_SIZE }
  }
  return [...entries.values()]
}

function noneIfNotFound(error: unknown): Page<never> {
  if (error instanceof BandwidthNotFound && meansNone(error.errors)) return NO_PAGE
  throw error
}

/** A 404 that names what is missing has another meaning. */
function meansNone(errors: readonly OrderError[]): boolean {
  return errors.every(({ code }) => ['', '404', '7200', '7335'].includes(code))
}

/**
 * `Link=<https://host:443/v1.0/…?page=…&size=…>;rel="next";` is no URL to follow: its host, port and
 * version are not always ours. Only the page that it names is taken.
 */
export function readNextPage(root: XmlElement): NextPage | null {
  const link = root.child('Links').child('next').text()
  const query = /<[^<>?]*\?([^<>]*)>/.exec(link ?? '')?.[1]
  if (query === undefined) return null
  const parameters = new URLSearchParams(query)
  const page = parameters.get('page')
  return page === null || page === '' ? null : { page, size: parameters.get('size') }
}
