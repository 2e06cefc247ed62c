import type { ModalView, SectionBlock } from '@slack/types'
import { countOf } from '../../porting/counts.ts'
import { section } from '../blocks.ts'
import { shownView } from '../form-view.ts'
import { clipText, lines, mrkdwn, type Mrkdwn } from '../mrkdwn.ts'
import { laidOut, type RequestPart } from './request-parts.ts'

/** Of the characters that a section takes. */
const MOST_CHARACTERS = 2_500
/** Of the blocks and of the characters that a view takes. */
const MOST_SECTIONS = 60
const LONGEST_LINE = 600

/** All that is approved with a request, of which the message shows what fits a phone. */
export function requestDetailsView(
  number: number,
  asks: Mrkdwn,
  {
    parts,
    details,
    more,
  }: {
    readonly parts: readonly RequestPart[]
    readonly details: readonly Mrkdwn[]
    /** Where the details are that a view has no room for. */
    readonly more: Mrkdwn
  },
): ModalView {
  return shownView(`Request for #${number}`, [
    section(asks),
    // The buttons are in the message and its thread.
    ...laidOut(parts.map(({ name, place, says, short }) => ({ name, place, says, short }))),
    ...sectionsOf(details, more),
  ])
}

export function detailLine(field: string, value: string): Mrkdwn {
  return mrkdwn`*${field}* ${clipText(value, LONGEST_LINE)}`
}

/** Line after line in as few sections as they take; of thousands the first, and how many more. */
function sectionsOf(details: readonly Mrkdwn[], where: Mrkdwn): readonly SectionBlock[] {
  const sections: Mrkdwn[][] = []
  let room = 0
  let shown = 0
  for (const line of details) {
    room -= line.markup.length + 1
    if (room < 0) {
      if (sections.length === MOST_SECTIONS) break
      sections.push([])
      room = MOST_CHARACTERS - line.markup.length
    }
    sections.at(-1)?.push(line)
    shown += 1
  }
  const more = details.length - shown
  return [
    ...sections.map((own) => section(lines(...own))),
    ...(more === 0 ? [] : [section(mrkdwn`and ${countOf(more, 'more detail')}: ${where}`)]),
  ]
}
