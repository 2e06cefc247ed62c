import type { BulkView } from '../../desk/bulk/view-bulk.ts'
import type { SharedLetter } from '../../desk/bulk/view-letters.ts'
import type { BulkChange } from '../../porting/bulk-changes.ts'
import type { OrderChange } from '../../porting/order-changes.ts'
import { sweptAt as sweepOf } from '../../porting/draft-life.ts'
import { dayOf, showDay } from '../../porting/calendar.ts'
import type { DueReminder, Reminder } from '../../porting/reminders.ts'
import { showNumber, type TelephoneNumber } from '../../porting/telephone-number.ts'
import { ruleFor } from '../../porting/status.ts'
import type { BulkDigestItem, BulkNews } from '../../store/bulk-posts.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { breakdown } from '../buttons/bulk/breakdown.ts'
import { giveLetter } from '../buttons/bulk/give-letter.ts'
import { childrenCsv } from '../buttons/bulk/children-csv.ts'
import { atMoment, day, moment } from '../moments.ts'
import { lines, mention, mrkdwn, nothing, plain, join, type Mrkdwn } from '../mrkdwn.ts'
import { bulkButtons } from './bulk-card.ts'
import { bulkTitle, numbersInOrders, rejectedWords, someOrders } from './bulk-words.ts'
import { addedAndRemoved, countNumbers, countOf, errorWords, oneLine } from './order-words.ts'
import { whyNotKept } from './bulk-keeping.ts'

interface Told {
  readonly says: Mrkdwn
  readonly detail?: Mrkdwn
  readonly buttons?: ReturnType<typeof bulkButtons>
}

/** What Bandwidth did with a bulk order, told once in its thread. */
export function bulkChange(view: BulkView, change: BulkChange): Message {
  return drawn(changeTold(view, change))
}

/** What one of our own deeds has to say in the bulk order's thread. */
export function bulkNews(
  view: BulkView,
  news: BulkNews,
  letters: readonly SharedLetter[] = [],
): Message {
  return drawn(newsTold(view, news, letters))
}

function drawn({ says, detail = nothing, buttons = [] }: Told): Message {
  return message(join([says, detail], ' '), [section(lines(says, detail)), actions([...buttons])])
}

function changeTold(view: BulkView, change: BulkChange): Told {
  const { bulk, counts, now, account } = view
  const title = bulkTitle(bulk)
  const owner = mention(bulk.owner)
  const buttons = bulkButtons(view)
  switch (change.kind) {
    case 'numbers-valid':
      return {
        says: mrkdwn`*${title} is split: ${countNumbers(counts.all)} in ${countOf(change.children, 'order')}.* ${owner}`,
        detail: plain(neededBy(view, change)),
        buttons: [
          breakdown.draw(bulk.number),
          ...(change.added === 0 ? [] : [childrenCsv.draw(bulk.number)]),
        ],
      }
    case 'numbers-invalid':
      return {
        says: mrkdwn`*${title}: ${countNumbers(change.refused)} cannot go, so nothing is split yet.* ${owner}`,
        detail: lines(
          ...reasons(account.refused),
          plain('The file below names each with its reason, to send back to the customer.'),
        ),
        buttons,
      }
    case 'validation-failed':
      return {
        says: mrkdwn`*${title}: the check of the numbers did not come to an end.* ${owner}`,
        detail: errorWords(change.errors),
        buttons,
      }
    case 'submitted':
      return {
        says: mrkdwn`*${title} is submitted:* Bandwidth shows it since ${moment(now, now)}.`,
        detail: plain("Now each carrier has to agree to a date; I'll tell this thread."),
      }
    case 'needs-attention':
      return {
        says: mrkdwn`*${title}: ${rejectedWords(view)}.* ${owner}`,
        detail: plain('A rejected order gets a thread of its own, which says why and what to do.'),
      }
    case 'under-way-again':
      return { says: mrkdwn`*${title} is under way again:* none of its orders is rejected now.` }
    case 'completed':
      return {
        says: mrkdwn`:tada: *${title} is live:* ${countNumbers(counts.all)} are with Bandwidth. ${owner}`,
      }
    case 'partial':
      return {
        says: mrkdwn`*${title} is done in part.* ${owner}`,
        detail: partly(view),
      }
    case 'cancelled':
      return {
        says: mrkdwn`*${title} is cancelled at Bandwidth,* with all of its orders. ${owner}`,
      }
    case 'draft-again':
      return {
        says: mrkdwn`*${title} has no orders any more and is an empty draft again.* ${owner}`,
        detail: plain('Bandwidth removes it after two days unless numbers are put in.'),
        buttons,
      }
    case 'swept': {
      const at = sweepOf(bulk.seen?.lastModifiedAt ?? bulk.createdAt)
      return bulk.ending === 'deleted'
        ? {
            says: mrkdwn`*${title} is not at Bandwidth any more:* somebody deleted it there. ${owner}`,
          }
        : {
            says: mrkdwn`*Bandwidth removed bulk draft ${title}* ${atMoment(at, now)}, with its draft orders: nobody changed it for 48 hours. ${owner}`,
            detail: plain(
              'I kept everything in it. Made again it gets a new id; its orders keep their numbers and threads.',
            ),
            buttons,
          }
    }
    case 'surprise':
      return {
        says: mrkdwn`*${title} went from ${oneLine(change.from)} to ${oneLine(change.to)}, which is not the usual way.* ${owner}`,
        detail: plain('Nothing was done from here. If you did not expect it, ask Bandwidth.'),
      }
  }
}

/** What orders need that have nothing yet; what others had goes along with them. */
function neededBy(
  { counts }: BulkView,
  { children, added = children }: Extract<BulkChange, { kind: 'numbers-valid' }>,
): string {
  if (added === 0) return 'What its orders had goes along; its card says if anything is missing.'
  const areNew = added === children ? '' : `${countOf(added, 'order')} of them new. `
  const each = added === children ? 'Each' : 'Each new'
  return counts.local === 0
    ? `${areNew}${each} order needs an LOA: drop the letters here.`
    : `${areNew}${each} local order needs its own BTN, and each an LOA: take the CSV, fill it in and drop it here with the letters.`
}

const MOST_REASONS = 6

/** Of so many at most the numbers themselves are named; the file names all. */
const MOST_NAMED = 3

function reasons(refused: BulkView['account']['refused']): readonly Mrkdwn[] {
  const byCode = [...Map.groupBy(refused, ({ error }) => error.code).values()]
  const shown = byCode.slice(0, MOST_REASONS).flatMap((some) => {
    const [first] = some
    return first === undefined
      ? []
      : [mrkdwn`• ${whichOf(some.map(({ tn }) => tn))}: ${errorWords([first.error])}`]
  })
  const more = byCode.length - shown.length
  return more > 0 ? [...shown, plain(`… and ${countOf(more, 'more reason')}`)] : shown
}

function whichOf(numbers: readonly TelephoneNumber[]): string {
  return numbers.length > MOST_NAMED
    ? countNumbers(numbers.length)
    : numbers.map(showNumber).join(', ')
}

function partly({ children }: BulkView): Mrkdwn {
  const of = (ending: string) =>
    children.filter(({ tracked }) => tracked.ending === ending).map(({ tracked }) => tracked.number)
  return plain(
    `Live: ${someOrders(of('complete')) || 'none'}. Cancelled: ${someOrders(of('cancelled')) || 'none'}.`,
  )
}

function newsTold(view: BulkView, news: BulkNews, letters: readonly SharedLetter[]): Told {
  const { bulk, now } = view
  const title = bulkTitle(bulk)
  switch (news.kind) {
    case 'made-after-all':
      return { says: mrkdwn`*${title} exists after all:* Bandwidth had made it. I go on with it.` }
    case 'never-made':
      return {
        says: mrkdwn`*${title} was never made at Bandwidth.* ${mention(news.by)}`,
        detail: plain('I looked three times. Start it again with `/portin bulk`.'),
      }
    case 'numbers-changed':
      return {
        says: mrkdwn`${mention(news.by)} changed the numbers of ${title}: ${addedAndRemoved(news)}. Bandwidth checks them anew.`,
      }
    case 'numbers-refused':
      return {
        says: mrkdwn`*Bandwidth does not take the numbers of ${title}.* ${mention(bulk.owner)}`,
        detail: errorWords(news.errors),
        buttons: bulkButtons(view),
      }
    case 'shared-edited':
      return {
        says: mrkdwn`${mention(news.by)} changed what all orders of ${title} share: ${oneLine(news.fields.join(', '))}.`,
      }
    case 'shared-edit-never-arrived':
      return {
        says: mrkdwn`*A change of what all orders of ${title} share never arrived at Bandwidth:* ${oneLine(news.fields.join(', '))}. ${mention(news.by)}, I looked three times; changing it again is safe.`,
        buttons: bulkButtons(view),
      }
    case 'split-anew':
      return {
        says: mrkdwn`*Bandwidth split ${title} anew.* What was typed into an order is kept where most of its numbers are.`,
        detail: lines(
          keptWords(news.kept),
          news.added.length === 0 ? null : `New: ${someOrders(news.added)}.`,
          ...lettersForNew(view, news.added, letters),
          news.gone.length === 0 ? null : `No longer needed: ${someOrders(news.gone)}.`,
          news.lostDocuments.length === 0
            ? null
            : `Documents that did not come through Slack have to be added again: ${someFiles(news.lostDocuments)}.`,
        ),
        buttons: lettersFor(news.added, letters).map((letter) => giveLetter.draw(letter)),
      }
    case 'children-filled':
      return {
        says: mrkdwn`${mention(news.by)} filled in ${countOf(news.children.length, 'order')} of ${title}: ${someOrders(news.children)}.`,
        detail: failures(news.failed),
      }
    case 'letters-went-along':
      return {
        says: mrkdwn`The documents of the orders of ${title} went along: ${countOf(news.orders, 'order')} ${news.orders === 1 ? 'has its' : 'have theirs'} again.`,
        detail:
          news.missing.length === 0
            ? nothing
            : mrkdwn`*Not any more, so drop them again:* ${someFiles(news.missing)}.`,
      }
    case 'child-attached':
      return {
        says:
          news.by === null
            ? mrkdwn`#${news.child} was put into ${title}.`
            : mrkdwn`${mention(news.by)} put #${news.child} into ${title}.`,
      }
    case 'child-deleted':
      return {
        says: mrkdwn`${mention(news.by)} deleted draft #${news.child}: its ${countNumbers(news.numbers)} are no longer part of ${title}.`,
      }
    case 'child-detached':
      return {
        says: mrkdwn`#${news.child} was taken out of ${title}${news.by === null ? nothing : mrkdwn` by ${mention(news.by)}`}. It goes its own way, with a card of its own.`,
      }
    case 'sent-again-alone':
      return {
        says: mrkdwn`#${news.child} is cancelled and goes out again alone, as #${news.as}; it stays in this list.`,
      }
    case 'kept-alive':
      return {
        says: mrkdwn`${mention(news.by)} keeps ${title}: Bandwidth would remove it ${atMoment(news.sweptAt, now)} now.`,
      }
    case 'keep-failed':
      return {
        says: mrkdwn`*${title} could not be kept:* its last change has not moved. ${mention(news.by)}`,
        buttons: bulkButtons(view),
      }
    case 'check-not-seen':
      return {
        says: mrkdwn`*No other check of the numbers of ${title} shows at Bandwidth:* I looked three times; trying again is safe. ${mention(news.by)}`,
        buttons: bulkButtons(view),
      }
    case 'not-kept-yet':
      return {
        says: mrkdwn`*${title} could not be kept yet:* Bandwidth removes it ${atMoment(news.sweptAt, now)}. I go on trying until then; a change of it keeps it too. ${mention(bulk.owner)}`,
        buttons: bulkButtons(view),
      }
    case 'deleted':
      return {
        says: mrkdwn`${mention(news.by)} deleted bulk draft ${title} with ${countOf(news.children, 'draft order')}; Bandwidth no longer has them.`,
      }
    case 'made-again':
      return {
        says: mrkdwn`${mention(news.by)} makes ${title} again. When Bandwidth has split the numbers, what ${countOf(news.children, 'order')} had is put back.`,
      }
    case 'not-made-again':
      return {
        says: mrkdwn`*${title} was not made again:* Bandwidth never got it. ${mention(news.by)}`,
        buttons: bulkButtons(view),
      }
    case 'facts-put-back':
      return {
        says: mrkdwn`What the orders of ${title} had of their own is back in ${someOrders(news.children) || 'none of them'}.`,
        detail: failures(news.failed),
      }
    case 'note-sent':
      return {
        says: mrkdwn`${mention(news.by)} asked Bandwidth about ${title}: ${oneLine(news.text)}`,
      }
    case 'note-never-sent':
      return {
        says: mrkdwn`*The note on ${title} never arrived:* send it again. ${mention(news.by)}`,
        detail: plain(oneLine(news.text)),
      }
    case 'cancel-unclear':
      return {
        says: mrkdwn`*No answer came to the cancel of ${someOrders(news.children)} of ${title}.* I look; please don't ask again before. ${mention(news.by)}`,
      }
    case 'not-as-asked':
      return {
        says: mrkdwn`*${title}: Bandwidth shows ${oneLine(news.field)} otherwise than asked:* ${oneLine(news.shown)} instead of ${oneLine(news.asked)}.`,
      }
  }
}

const MOST_KEPT = 20

/** Their numbers here are the same; what is said after them must not be cut off. */
function keptWords(
  kept: readonly { readonly child: number; readonly numbers: number }[],
): string | null {
  if (kept.length === 0) return null
  const shown = kept
    .slice(0, MOST_KEPT)
    .map(({ child, numbers }) => `#${child} (${countNumbers(numbers)})`)
  const more = kept.length - shown.length
  return `Go on under their numbers: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`
}

/** A new order has no letter; one that its signer gave for the others may go to it as well. */
function lettersForNew(
  { children }: BulkView,
  added: readonly number[],
  letters: readonly SharedLetter[],
): readonly (string | null)[] {
  const without = children
    .map(({ tracked }) => tracked)
    .filter(({ number, documents }) => added.includes(number) && !documents.some(isLoa))
    .map(({ number }) => number)
  if (without.length === 0) return []
  return [
    `Without a letter as yet: ${someOrders(without)}.`,
    ...lettersFor(added, letters).map(
      ({ document }) =>
        `${oneLine(document.name)}, the letter for all orders of ${oneLine(document.person)}, can go there too.`,
    ),
  ]
}

function lettersFor(
  added: readonly number[],
  letters: readonly SharedLetter[],
): readonly SharedLetter[] {
  return letters
    .filter(({ without }) => without.some((number) => added.includes(number)))
    .slice(0, MOST_LETTERS)
}

function isLoa({ type }: { readonly type: string | null }): boolean {
  return type === 'LOA'
}

const MOST_LETTERS = 5
const MOST_FILES = 10

function someFiles(files: readonly { readonly child: number; readonly name: string }[]): string {
  const shown = files.slice(0, MOST_FILES).map(({ child, name }) => `${oneLine(name)} (#${child})`)
  const more = files.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

function failures(failed: readonly { readonly child: number; readonly why: string }[]): Mrkdwn {
  if (failed.length === 0) return nothing
  return lines(
    ...failed.slice(0, 10).map(({ child, why }) => mrkdwn`• #${child} not: ${oneLine(why)}`),
    failed.length > 10 ? `… and ${failed.length - 10} more` : null,
  )
}

const DIGEST_WORDS: Record<OrderChange['kind'], string> = {
  validated: 'checked and fine',
  invalid: 'did not pass the check',
  submitted: 'submitted',
  'documents-wanted': 'wait for their LOA',
  foc: 'agreed',
  'foc-moved': 'moved to another day',
  rejected: 'rejected',
  completed: 'live',
  'cancel-requested': 'cancel requested',
  cancelled: 'cancelled',
  swept: 'removed',
  'supplement-requested': 'change sent to the carrier',
  surprise: 'moved unexpectedly',
}

/** What happened to many children within a minute, every one of them named. */
export function bulkDigest({ bulk }: BulkView, items: readonly BulkDigestItem[]): Message {
  const groups = [...Map.groupBy(items, ({ change }) => wordsFor(change))]
  const heading = mrkdwn`*${bulkTitle(bulk)}:* ${groups.map(([words, some]) => `${some.length} ${words}`).join(', ')}`
  return message(heading, [
    section(heading),
    ...groups.map(([words, some]) =>
      section(mrkdwn`*${words}:* ${[...new Set(some.map(({ child }) => `#${child}`))].join(', ')}`),
    ),
  ])
}

function wordsFor(change: OrderChange): string {
  if (change.kind === 'foc') return `agreed for ${showDay(change.focDate.day)}`
  if (change.kind === 'foc-moved') return `moved to ${showDay(change.to.day)}`
  return DIGEST_WORDS[change.kind]
}

function reminderWords(view: BulkView, reminder: Reminder): Mrkdwn {
  const { bulk, now } = view
  const title = bulkTitle(bulk)
  switch (reminder.kind) {
    case 'draft-dies':
      return mrkdwn`*${title} will be removed by Bandwidth* ${atMoment(reminder.sweptAt, now)}, with its draft orders, unless somebody changes it.`
    case 'approval-ends':
      return mrkdwn`:hourglass: *A request about ${title} ends* ${atMoment(reminder.endsAt, now)}.`
    case 'outcome-unknown':
      return mrkdwn`:warning: *It is still not known what became of what was asked for ${title}:* Bandwidth gives no answer.`
    case 'foc-in-three-days':
    case 'foc-tomorrow':
    case 'foc-today':
      return mrkdwn`:calendar: *${title} moves ${day(reminder.day, now)}:* ${numbersInOrders(view)}. Each order has its own hours; its card says how it goes live.`
    case 'window-opens':
      return mrkdwn`:calendar: *Orders of ${title} can be activated from now on:* see the breakdown.`
    case 'activates-soon':
      return mrkdwn`:hourglass_flowing_sand: *Orders of ${title} go live by themselves* ${atMoment(reminder.automaticAt, now)}.`
    case 'not-live':
      return mrkdwn`:warning: *Orders of ${title} should be live since ${moment(reminder.automaticAt, now)}.*`
    case 'waits-long':
      return mrkdwn`:hourglass: *Orders of ${title} are ${ruleFor(reminder.status).words}* since ${day(dayOf(reminder.since), now)}.`
  }
}

/** What the clock has to say of a bulk order. */
export function bulkReminder(
  view: BulkView,
  { reminder, toldTo }: DueReminder,
  approvers: Mrkdwn,
): Message {
  const { bulk } = view
  const whom =
    toldTo === 'owner' ? mention(bulk.owner) : mrkdwn`${mention(bulk.owner)} ${approvers}`
  const says = mrkdwn`${reminderWords(view, reminder)} ${whom}`
  const keeping = reminder.kind === 'draft-dies' ? whyNotKept(view) : null
  const buttons = bulkButtons(view)
  const more = (keeping?.buttons ?? []).filter(
    (one) => !buttons.some((own) => own.action_id === one.action_id),
  )
  return message(says, [
    section(lines(says, keeping && plain(keeping.says))),
    actions([...more, ...buttons]),
  ])
}
