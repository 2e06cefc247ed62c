import type { Roles } from './roles.ts'

const LINK = /<((https?|mailto|tel|sms|callto):([^<>|\n]{1,2000}))(?:\|([^<>\n]{0,500}))?>/gi
const PERSON = /<@([UW][A-Z0-9]+)(?:\|[^<>\n]{0,300})?>/g
const PLACE_OR_GROUP = /<([#!])([^<>|\n]{0,300})(?:\|([^<>\n]{0,300}))?>/g

/** What a message shows, for readers outside Slack: links with their address, people by name. */
export async function readableText(
  { nameOf }: Pick<Roles, 'nameOf'>,
  text: string,
): Promise<string> {
  const people = new Set([...text.matchAll(PERSON)].map(([, id = '']) => id))
  const names = new Map(
    await Promise.all([...people].map(async (id) => [id, await nameOf(id)] as const)),
  )
  return text
    .replaceAll(LINK, (_link, address: string, scheme: string, target: string, label?: string) =>
      /^http/i.test(scheme) ? webLink(address, label) : (label ?? target),
    )
    .replaceAll(PERSON, (_person, id: string) => `@${names.get(id) ?? id}`)
    .replaceAll(PLACE_OR_GROUP, (_place, sign: string, id: string, label?: string) =>
      sign === '#' ? `#${label ?? id}` : (label ?? `@${id}`),
    )
}

/** Slack makes links of addresses that somebody typed; their label is what was typed. */
function webLink(address: string, label: string | undefined): string {
  if (label === undefined || label === '') return address
  return address.includes(label) ? label : `${label} (${address})`
}
