import { type Mrkdwn } from '../mrkdwn.ts'

/** What a phone shows of a message in one line. */
const CHARACTERS = 45
/** Of which the reader's Slack says how long it is ago. */
const AGE = /<!date\^\d+\^\{ago\}\|[^>]*>/g
const LONGEST_AGE = '23 hours ago'
/** What somebody reads of a digest before they scroll. */
export const MOST_PHONE_LINES = 12

/** How many lines of a phone a text takes, of which a link shows only its name and an emoji its picture. */
export function phoneLines({ markup }: Mrkdwn): number {
  return markup
    .replaceAll(AGE, LONGEST_AGE)
    .replaceAll(/<[^|<>]*\|([^<>]*)>/g, '$1')
    .replaceAll(/:[a-z_]+:/g, 'xx')
    .replaceAll('*', '')
    .split('\n')
    .reduce((all, line) => all + Math.max(1, Math.ceil(line.length / CHARACTERS)), 0)
}

/** The first of them that a phone shows in so many lines; one in any case. */
export function firstThatFit(all: readonly Mrkdwn[], most: number): readonly Mrkdwn[] {
  let used = 0
  return all.filter((one, at) => {
    used += phoneLines(one)
    return at === 0 || used <= most
  })
}
