import { randomBytes } from 'node:crypto'
import { ApiError } from './api-error.ts'
import { withIds, type Block, type Option, type TextObject } from './blocks.ts'
import { insist } from './checker/refusal.ts'
import { refusalOfView } from './checker/view.ts'
import { isObject, textOf, type JsonObject } from './json.ts'
import { APP_ID, BOT_ID, TEAM } from './people.ts'
import { keepEntered, stateValues, type StateValues } from './state.ts'
import type { Transcript } from './transcript.ts'

/** What the app says of a view. */
interface ViewContent {
  readonly title: TextObject | null
  readonly submit: TextObject | null
  readonly close: TextObject | null
  readonly blocks: readonly Block[]
  readonly private_metadata: string
  readonly callback_id: string
  readonly external_id: string
  readonly clear_on_close: boolean
  readonly notify_on_close: boolean
}

export interface View {
  readonly id: string
  readonly userId: string
  readonly type: 'modal' | 'home'
  readonly previousId: string | null
  readonly rootId: string
  content: ViewContent
  hash: string
  entered: StateValues
  /** What Slack's client shows in red, by block id; the key '' is for the whole view. */
  errors: Record<string, string>
  /** Options that an external select has been offered, by block and action id. */
  offered: Record<string, readonly Option[]>
}

const MOST_VIEWS = 3

/** The modals on people's screens, a stack per person, and the home tabs. */
export function createViews(transcript: Transcript) {
  const stacks = new Map<string, View[]>()
  const homes = new Map<string, View>()

  const stackOf = (userId: string) => stacks.get(userId) ?? []
  const everywhere = () => [...[...stacks.values()].flat(), ...homes.values()]

  function read(given: unknown, type: View['type'], replaced?: View): ViewContent {
    const refusal = refusalOfView(given, type)
    if (refusal) transcript.complain('a view was refused', { ...refusal })
    insist(refusal)
    if (!isObject(given)) throw new ApiError('invalid_arguments')
    const external = textOf(given['external_id']) ?? ''
    const taken = everywhere().some(
      (each) => each !== replaced && each.content.external_id === external,
    )
    if (external !== '' && taken) throw new ApiError('duplicate_external_id')
    return {
      title: label(given['title']),
      submit: label(given['submit']),
      close: label(given['close']),
      blocks: withIds(given['blocks']),
      private_metadata: textOf(given['private_metadata']) ?? '',
      callback_id: textOf(given['callback_id']) ?? '',
      external_id: external,
      clear_on_close: given['clear_on_close'] === true,
      notify_on_close: given['notify_on_close'] === true,
    }
  }

  function create(userId: string, content: ViewContent, type: View['type'], below?: View): View {
    const id = `V0${randomBytes(5).toString('hex').toUpperCase()}`
    return {
      id,
      userId,
      type,
      previousId: below?.id ?? null,
      rootId: below?.rootId ?? id,
      content,
      hash: freshHash(),
      entered: {},
      errors: {},
      offered: {},
    }
  }

  function replace(view: View, given: unknown): View {
    const content = read(given, view.type, view)
    view.content = content
    view.hash = freshHash()
    view.entered = keepEntered(content.blocks, view.entered)
    view.errors = {}
    return view
  }

  return {
    top: (userId: string) => stackOf(userId).at(-1),
    depth: (userId: string) => stackOf(userId).length,
    replace,

    open(userId: string, given: unknown): View {
      const view = create(userId, read(given, 'modal'), 'modal')
      stacks.set(userId, [view])
      return view
    },

    push(userId: string, given: unknown): View {
      const stack = stackOf(userId)
      const below = stack.at(-1)
      if (!below) throw new ApiError('not_found')
      if (stack.length >= MOST_VIEWS) throw new ApiError('push_limit_reached')
      const view = create(userId, read(given, 'modal'), 'modal', below)
      stacks.set(userId, [...stack, view])
      return view
    },

    update(which: { id?: string; externalId?: string; hash?: string }, given: unknown): View {
      const view = everywhere().find((each) =>
        which.id === undefined
          ? each.content.external_id === which.externalId
          : each.id === which.id,
      )
      if (!view) throw new ApiError('not_found')
      if (which.hash !== undefined && which.hash !== view.hash) throw new ApiError('hash_conflict')
      return replace(view, given)
    },

    publish(userId: string, given: unknown, hash: string | undefined): View {
      const shown = homes.get(userId)
      if (hash !== undefined && shown && hash !== shown.hash) throw new ApiError('hash_conflict')
      const view = shown ? replace(shown, given) : create(userId, read(given, 'home'), 'home')
      homes.set(userId, view)
      return view
    },

    /** Takes the view and what stands above it from the screen. */
    close(view: View): void {
      const stack = stackOf(view.userId)
      const at = stack.indexOf(view)
      if (at !== -1) stacks.set(view.userId, stack.slice(0, at))
    },

    clear(userId: string): void {
      stacks.delete(userId)
    },

    isOpen: (view: View) => stackOf(view.userId).includes(view),

    /** A view as the API and the payloads show it. */
    object(view: View): JsonObject {
      return {
        id: view.id,
        team_id: TEAM.id,
        type: view.type,
        ...view.content,
        state: { values: stateValues(view.content.blocks, view.entered) },
        hash: view.hash,
        previous_view_id: view.previousId,
        root_view_id: view.rootId,
        app_id: APP_ID,
        app_installed_team_id: TEAM.id,
        bot_id: BOT_ID,
      }
    },
  }
}

const freshHash = () => `${Math.floor(Date.now() / 1000)}.${randomBytes(4).toString('hex')}`

function label(value: unknown): TextObject | null {
  return isObject(value) && typeof value['text'] === 'string'
    ? { ...value, type: 'plain_text', text: value['text'] }
    : null
}
