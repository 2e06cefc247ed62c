import { isObject, listOf } from '../json.ts'
import { blocks } from './blocks.ts'
import type { Refusal } from './refusal.ts'
import { all, anything, flag, no, shape, text, typeOf, variant, type Rule } from './rules.ts'
import { plainText } from './texts.ts'
import { uniqueBlocks } from './unique-ids.ts'

const LARGEST_BYTES = 250_000

type ViewSurface = 'modal' | 'home'

const named = {
  private_metadata: text(3000, 0),
  callback_id: text(255, 0),
  external_id: text(255, 0),
}

const modal = shape({
  'type!': anything,
  'title!': plainText(24),
  submit: plainText(24),
  close: plainText(24),
  'blocks!': all(blocks('modal'), uniqueBlocks),
  clear_on_close: flag,
  notify_on_close: flag,
  ...named,
})

const home = shape({ 'type!': anything, 'blocks!': all(blocks('home'), uniqueBlocks), ...named })

const submitsItsInputs: Rule = (view, at) => {
  if (!isObject(view) || view['submit'] !== undefined) return []
  const input = listOf(view['blocks']).findIndex((block) => typeOf(block) === 'input')
  return input === -1
    ? []
    : no('must define `submit` to use an `input` block in modals', `${at}/blocks/${input}/input`)
}

/** The cursor can be in one place only. */
const oneFocus: Rule = (view, at) => {
  const focused = listOf(isObject(view) ? view['blocks'] : undefined).flatMap((block, index) => {
    const inside = isObject(block)
      ? [block['element'], block['accessory'], ...listOf(block['elements'])]
      : []
    return inside.some((each) => isObject(each) && each['focus_on_load'] === true) ? [index] : []
  })
  return focused
    .slice(1)
    .flatMap((index) =>
      no('`focus_on_load` can be set on one element of a view', `${at}/blocks/${index}`),
    )
}

const RULES: Readonly<Record<ViewSurface, Rule>> = {
  modal: all(variant(new Map([['modal', modal]])), submitsItsInputs, oneFocus),
  home: all(variant(new Map([['home', home]])), oneFocus),
}

/** What Slack says of a view; null when it takes it. */
export function refusalOfView(view: unknown, surface: ViewSurface): Refusal | null {
  if (!isObject(view))
    return { error: 'invalid_arguments', messages: ['missing required field: view'] }
  const messages = RULES[surface](view, '/view')
  if (messages.length > 0) {
    const first = 'failed to match all allowed schemas [json-pointer:/view]'
    return { error: 'invalid_arguments', messages: [first, ...messages] }
  }
  const bytes = Buffer.byteLength(JSON.stringify(view))
  return bytes > LARGEST_BYTES ? { error: 'view_too_large', messages: [] } : null
}
