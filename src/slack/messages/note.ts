import type { Button } from '@slack/types'
import { noteKey } from '../../desk/post-keys.ts'
import type { Instant } from '../../porting/calendar.ts'
import type { CommonNews } from '../../porting/news.ts'
import { asksForLoa, type Note, type NoteNews } from '../../porting/notes.ts'
import type { OrderRef } from '../../store/followed.ts'
import type { SnoozedTopic } from '../../store/snoozes.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { sendRestOfNote } from '../controls/order-controls.ts'
import { gotIt } from '../controls/reminder-controls.ts'
import { datedMoment } from '../moments.ts'
import { calling, clipText, join, lines, mention, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { dotted } from '../words/order-words.ts'
import { silenceOf, silenceWords } from './put-off.ts'

const OF_NOTES = ['note-received', 'notes-before', 'notes-together', 'note-cut-off'] as const

export type NotesNews = Extract<CommonNews, { kind: (typeof OF_NOTES)[number] }>

export function isOfNotes(news: { readonly kind: string }): news is NotesNews {
  return OF_NOTES.some((kind) => kind === news.kind)
}

interface Surroundings {
  readonly title: Mrkdwn | string
  readonly owner: string
  readonly now: Instant
  /** The buttons in the order's thread; empty once the order has ended. */
  readonly buttons: readonly Button[]
  readonly order: OrderRef
  /** Who has taken it on. */
  readonly taken: SnoozedTopic | undefined
}

/** What was written about an order at Bandwidth, for its thread. */
export function notesShown(news: NotesNews, about: Surroundings): Message {
  switch (news.kind) {
    case 'note-received':
      return received(news, about)
    case 'notes-before':
      return before(news.notes, about)
    case 'notes-together':
      return together(news.notes, about)
    case 'note-cut-off':
      return interruptedNote(news, about)
  }
}

/** Nothing more is sent automatically: the author reviews what is left. */
function interruptedNote(
  { by, sent, parts, text }: Extract<NotesNews, { kind: 'note-cut-off' }>,
  { title, order, buttons }: Surroundings,
): Message {
  const went =
    sent === 0
      ? plain('No part of it is at Bandwidth, and I won’t send it on my own.')
      : sent === 1
        ? mrkdwn`Part 1 of ${parts} is at Bandwidth. I won’t send the rest on my own.`
        : mrkdwn`Parts 1 to ${sent} of ${parts} are at Bandwidth. I won’t send the rest on my own.`
  const head = mrkdwn`*Your note on ${title} was interrupted.* ${mention(by)}`
  const next = buttons.length > 0 ? sendRestOfNote.draw(order) : null
  return message(lines(head, went, quoted(textOf({ text }))), [
    section(lines(head, went)),
    ...piecesOf(textOf({ text })).map((piece) => section(quoted(piece))),
    next && actions([next]),
  ])
}

function received(
  news: Extract<NotesNews, { kind: 'note-received' }>,
  { title, owner, now, buttons, order, taken }: Surroundings,
): Message {
  const { note, author } = news
  const isBandwidths = author === 'bandwidth'
  const head = mrkdwn`*${headline(news, title)}*${isBandwidths ? mrkdwn` ${calling(owner)}` : ''}`
  const urgent =
    isBandwidths && asksForLoa(note.text)
      ? plain('Bandwidth wants an LOA within one business hour.')
      : null
  const by = signature(note, now)
  const rest =
    note.text.trim().length > LONGEST
      ? mrkdwn`The whole note is in the CSV of \`/portin history ${order.number}\`.`
      : null
  const silence = silenceOf(taken, now)
  const takeOn =
    buttons.length > 0 && silence === null ? [gotIt.draw(order, noteKey(order.number, news))] : []
  return message(lines(head, quoted(textOf(note)), urgent, rest, by), [
    section(head),
    ...piecesOf(textOf(note)).map((piece) => section(quoted(piece))),
    urgent && section(urgent),
    rest && context(rest),
    context(by),
    isBandwidths ? actions([...buttons, ...takeOn]) : null,
    silence && context(silenceWords(silence, now)),
  ])
}

function headline(
  { author, isChanged, isReply }: Extract<NotesNews, { kind: 'note-received' }>,
  title: Mrkdwn | string,
): Mrkdwn {
  switch (author) {
    case 'own-account':
      return isChanged
        ? mrkdwn`A note from your own Bandwidth account on ${title} was changed`
        : mrkdwn`A note from your own Bandwidth account on ${title}, written in the dashboard or by another program`
    case 'own-user':
      return isChanged
        ? mrkdwn`A colleague changed a note to Bandwidth on ${title}`
        : mrkdwn`A colleague wrote to Bandwidth on ${title}`
    case 'bandwidth':
      if (isChanged) return mrkdwn`Bandwidth changed its note on ${title}`
      return isReply ? mrkdwn`Bandwidth replied on ${title}` : mrkdwn`Bandwidth wrote on ${title}`
  }
}

/** Notes from before the order was followed: read, but nobody's move. */
function before(notes: readonly Note[], { title, order, now }: Surroundings): Message {
  const head = mrkdwn`*Notes at Bandwidth on ${title}* from before I followed it`
  return listed(head, order, briefly(notes, now))
}

/** More notes at once than deserve a message each. */
function together(
  notes: readonly NoteNews[],
  { title, owner, order, now, buttons }: Surroundings,
): Message {
  const isBandwidths = notes.some(({ author }) => author === 'bandwidth')
  const call = isBandwidths ? mrkdwn` ${calling(owner)}` : ''
  const head = mrkdwn`*${notes.length} new notes at Bandwidth on ${title}*${call}`
  const shown = notes.map(({ note }) => note)
  return listed(head, order, briefly(shown, now), isBandwidths ? buttons : [])
}

function briefly(notes: readonly Note[], now: Instant): readonly Mrkdwn[] {
  const room = Math.max(Math.floor(LONGEST / notes.length), SHORTEST)
  return notes.map((note) => lines(quoted(clipText(textOf(note), room)), signature(note, now)))
}

function listed(
  head: Mrkdwn,
  { number }: OrderRef,
  shown: readonly Mrkdwn[],
  buttons: readonly Button[] = [],
): Message {
  const older = shown.length - MOST_TOGETHER
  const rest = older > 0 ? mrkdwn`${older} older notes are in \`/portin history ${number}\`.` : null
  return message(lines(head, rest, ...shown.slice(-MOST_TOGETHER)), [
    section(head),
    ...shown.slice(-MOST_TOGETHER).map((one) => section(one)),
    rest && context(rest),
    actions([...buttons]),
  ])
}

const LONGEST = 2_900
const SHORTEST = 120
/** Slack takes fifty blocks. */
const MOST_TOGETHER = 40
/** Each character may become five in markup, and Slack's longest section has three thousand. */
const PIECE = 500

function textOf({ text }: Pick<Note, 'text'>): string {
  const shown = text.trim()
  if (shown === '') return '(no text)'
  return shown.length > LONGEST ? clipText(shown, LONGEST) : shown
}

/** As many sections as it takes, broken between lines or words. */
function piecesOf(text: string): readonly string[] {
  if (quoted(text).markup.length <= LONGEST) return [text]
  const pieces: string[] = []
  let rest = text
  while (rest.length > PIECE) {
    const at = Math.max(rest.lastIndexOf('\n', PIECE), rest.lastIndexOf(' ', PIECE))
    const end = at > 0 ? at : PIECE
    pieces.push(rest.slice(0, end))
    rest = rest.slice(end).trimStart()
  }
  return [...pieces, rest]
}

function quoted(text: string): Mrkdwn {
  return join(
    text.split('\n').map((line) => mrkdwn`> ${line}`),
    '\n',
  )
}

function signature({ userId, at }: Note, now: Instant): Mrkdwn {
  return dotted(userId === null ? null : plain(userId), at === null ? null : datedMoment(at, now))
}
