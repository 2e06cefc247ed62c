import {
  USUAL_NEWS_ROUTES,
  type NewsKind,
  type NewsRoute,
  type NewsRoutes,
} from './porting/news-routes.ts'

const NEWS_KINDS = Object.keys(USUAL_NEWS_ROUTES) as readonly NewsKind[]
const NEWS_PLACES = ['thread', 'channel', 'owner'] as const

/** `foc=channel+owner, validated=thread`; kinds that are left out have their default. */
export function newsRoutesIn(
  items: readonly string[],
  mistake: (says: string) => void,
): NewsRoutes {
  const routes: Partial<Record<NewsKind, NewsRoute>> = {}
  for (const item of items) {
    const [name = '', ...rest] = item.split('=')
    const kind = NEWS_KINDS.find((one) => one === name)
    const places = rest.join('=').split('+')
    const unknown = places.find((place) => !NEWS_PLACES.some((one) => one === place))
    if (rest.length === 0) {
      mistake(`use kind=where, like foc=channel+owner, not “${item}”`)
    } else if (kind === undefined) {
      mistake(`unknown kind “${name}”. Use one of ${NEWS_KINDS.join(', ')}`)
    } else if (unknown !== undefined) {
      mistake(`unknown place “${unknown}” for ${kind}. Use one of ${NEWS_PLACES.join(', ')}`)
    } else if (routes[kind] !== undefined) {
      mistake(`use each kind once. ${kind} is there twice`)
    } else {
      routes[kind] = { channel: places.includes('channel'), owner: places.includes('owner') }
    }
  }
  return { ...USUAL_NEWS_ROUTES, ...routes }
}
