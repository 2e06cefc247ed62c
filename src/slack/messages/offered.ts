import { closedOnce } from '../../porting/names-in-words.ts'
import type { Button } from '@slack/types'
import { withoutStyle } from '../blocks.ts'

/** The sections of the list of all actions, in this order. */
const ACTION_GROUPS = {
  change: 'Change',
  documents: 'Documents',
  go: 'Approval and activation',
  view: 'View and ask',
  end: 'End',
} as const

type ActionGroup = keyof typeof ACTION_GROUPS

/** Buttons; none where it has no meaning for such an order; or why it can't be done now, as a clause. */
export type Offer = readonly Button[] | { readonly closed: string }

/** Something that can be done with an order, declared once for its card and for the list of all. */
interface Action<Of> {
  readonly group: ActionGroup
  /** What it is called while it is closed. */
  readonly label: string
  readonly offer: (of: Of) => Offer
}

export type Actions<Name extends string, Of> = Readonly<Record<Name, Action<Of>>>

/** A card has at most four buttons, one of which shows all others. */
const MOST_ON_CARD = 3

/** The buttons of these that can be done now, in their order. */
export function openOf<Name extends string, Of>(
  actions: Actions<Name, Of>,
  names: readonly Name[],
  of: Of,
): readonly Button[] {
  return eachOnce(
    names.flatMap((name) => {
      const offer = actions[name].offer(of)
      return 'closed' in offer ? [] : offer
    }),
  )
}

/** The most likely actions, then the ones that end the order, then the one that shows all others. */
export function onCard(
  likeliest: readonly Button[],
  { more, last = [], leads }: { more: Button; last?: readonly Button[]; leads: boolean },
): Button[] {
  const [first, ...others] = likeliest.slice(0, MOST_ON_CARD - last.length).map(withoutStyle)
  if (first === undefined) return [...last, more]
  return [leads ? { ...first, style: 'primary' } : first, ...others, ...last, more]
}

/** The two most likely, beside a reminder's own two; all others are on the card. */
const MOST_IN_REMINDER = 2

/** Of a reminder: the first leads where it is somebody's move. */
export function inReminder(
  likeliest: readonly Button[],
  { leads }: { readonly leads: boolean },
): Button[] {
  const [first, ...others] = eachOnce(likeliest).slice(0, MOST_IN_REMINDER)
  if (first === undefined) return []
  return [leads ? { ...withoutStyle(first), style: 'primary' } : first, ...others.map(withoutStyle)]
}

export interface OfferedGroup {
  readonly title: string
  readonly buttons: readonly Button[]
  /** `Add LOA – its cancel is requested` */
  readonly closed: readonly string[]
}

/** Every action, grouped; groups in which there is nothing are left out. */
export function groupsOf<Name extends string, Of>(
  actions: Actions<Name, Of>,
  of: Of,
): readonly OfferedGroup[] {
  const offers = Object.values<Action<Of>>(actions).map((action) => ({
    ...action,
    offered: action.offer(of),
  }))
  return Object.entries(ACTION_GROUPS)
    .map(([group, title]) => {
      const own = offers.filter((action) => action.group === group)
      return {
        title,
        buttons: eachOnce(own.flatMap(({ offered }) => ('closed' in offered ? [] : offered))),
        closed: closedOnce(
          own.flatMap(({ label, offered }) =>
            'closed' in offered ? [{ name: label, why: offered.closed }] : [],
          ),
        ),
      }
    })
    .filter(({ buttons, closed }) => buttons.length + closed.length > 0)
}

/** A fix for an order's errors may be a button that it has anyway. */
export function eachOnce(buttons: readonly Button[]): readonly Button[] {
  const keys = buttons.map(({ action_id: id, value }) => `${id} ${value ?? ''}`)
  return buttons.filter((_, index) => keys.indexOf(keys[index] ?? '') === index)
}
