import { type Mrkdwn } from '../mrkdwn.ts'

/** What a phone shows of a message in one line. */
const CHARACTERS = 45
/** What somebody reads of a digest before they scroll. */
export const MOST_PHONE_LINES = 12

/** How many lines of a phone a text takes, of which a link shows only its name. */
export function phoneLines({ markup }: Mrkdwn): number {
  return markup
    .replaceAll(/<[^|<>]*\|([^<>]*)>/g, '$1')
    .replaceAll('*', '')
    .split('\n')
    .reduce((all, line) => all + Math.max(1, Math.ceil(line.length / CHARACTERS)), 0)
}
