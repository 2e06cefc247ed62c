import { useRef, useState } from 'preact/hooks'
import { html, useDesk } from './html.js'
import { Rich } from './mrkdwn.js'
/** @import { Block, Control } from './types.ts' */

/** Where a control stands. @typedef {{ channel: string, ts: string } | { view: true }} Surface */

/** Blocks of a message or of a view; inputs are drawn by the form. @param {{ blocks: readonly Block[], on: Surface, input?: (block: Block) => unknown }} props */
export function Blocks({ blocks, on, input }) {
  return html`${blocks.map((block) =>
    block.type === 'input' && input
      ? input(block)
      : html`<${BlockOf} key=${block.block_id} block=${block} on=${on} />`,
  )}`
}

/** @param {{ block: Block, on: Surface }} props */
function BlockOf({ block, on }) {
  switch (block.type) {
    case 'section':
      return html`<div class="section">
        <div class="grows">
          ${block.text && html`<p class="text"><${Rich} text=${block.text} /></p>`}
          ${
            block.fields &&
            html`<div class="fields">
              ${block.fields.map((field) => html`<p class="text"><${Rich} text=${field} /></p>`)}
            </div>`
          }
        </div>
        ${
          block.accessory &&
          html`<${Pressable} control=${block.accessory} block=${block} on=${on} />`
        }
      </div>`
    case 'header':
      return html`<h3 class="header">${block.text?.text}</h3>`
    case 'context':
      return html`<p class="context">
        ${block.elements?.map(
          ({ type, text }, index) =>
            html`${index > 0 && ' · '}<${Rich} text=${{ type, text: text ?? '' }} />`,
        )}
      </p>`
    case 'divider':
      return html`<hr />`
    case 'actions':
      return html`<div class="actions">
        ${block.elements?.map(
          (control) =>
            html`<${Pressable}
              key=${control.action_id}
              control=${control}
              block=${block}
              on=${on}
            />`,
        )}
      </div>`
    case 'table':
      return html`<${Table} block=${block} />`
    default:
      return html`<p class="context">(This page does not draw a block of type ${block.type}.)</p>`
  }
}

/** @param {{ block: Block }} props */
function Table({ block }) {
  const [head = [], ...rows] = block.rows ?? []
  /** @param {number} column */
  const styleOf = (column) => {
    const { align, is_wrapped: isWrapped = false } = block.column_settings?.[column] ?? {}
    return [align === 'right' && 'right', isWrapped || 'whole'].filter(Boolean).join(' ')
  }
  return html`<div class="table" tabindex="0">
    <table>
      <thead>
        <tr>
          ${head.map((cell, column) => html`<th scope="col" class=${styleOf(column)}>${cell.text}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, column) => html`<td class=${styleOf(column)}>${cell.text}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

/** A button or a menu that the app hears of at once. @param {{ control: Control, block: Block, on: Surface }} props */
function Pressable({ control, block, on }) {
  const { act, ask } = useDesk()
  const [busy, setBusy] = useState(false)
  /** @param {object} chosen */
  const press = async (chosen) => {
    if (control.confirm && !(await ask(control.confirm))) return
    setBusy(true)
    const { action_id: action, value } = control
    await act('click', { ...on, action, block: block.block_id, value, ...chosen })
    setBusy(false)
  }
  if (control.type === 'button')
    return html`<button
      type="button"
      class="button ${control.style ?? ''}"
      aria-busy=${busy}
      onClick=${() => !busy && press({})}
    >
      ${control.text?.text}
    </button>`
  if (control.type === 'static_select')
    return html`<select
      class="button"
      aria-label=${control.placeholder?.text ?? 'Choose'}
      onChange=${(/** @type {Event & { currentTarget: HTMLSelectElement }} */ event) =>
        press({ option: event.currentTarget.value })}
    >
      ${
        control.initial_option === undefined &&
        html`<option value="" disabled selected>${control.placeholder?.text ?? 'Choose'}</option>`
      }
      <${Options} control=${control} chosen=${control.initial_option?.value} />
    </select>`
  if (control.type === 'overflow')
    return html`<${Overflow} control=${control} busy=${busy} onChoose=${press} />`
  return html`<p class="context">(This page does not draw a ${control.type}.)</p>`
}

/** Three dots that open a list. @param {{ control: Control, busy: boolean, onChoose: (chosen: object) => void }} props */
function Overflow({ control, busy, onChoose }) {
  const list = useRef(/** @type {HTMLDetailsElement | null} */ (null))
  const close = () => {
    if (list.current) list.current.open = false
  }
  return html`<details
    class="overflow"
    ref=${list}
    onFocusOut=${(/** @type {FocusEvent & { currentTarget: HTMLElement }} */ event) => {
      if (!event.currentTarget.contains(/** @type {Node | null} */ (event.relatedTarget))) close()
    }}
  >
    <summary class="button" aria-label="More" aria-busy=${busy}>⋯</summary>
    <div class="items">
      ${control.options?.map(
        (option) =>
          html`<button
            type="button"
            onClick=${() => {
              close()
              if (!busy) onChoose({ option: option.value })
            }}
          >
            ${option.text.text}
          </button>`,
      )}
    </div>
  </details>`
}

/** The options of a menu, in their groups. @param {{ control: Control, chosen?: string }} props */
export function Options({ control, chosen }) {
  /** @param {import('./types.ts').Option} option */
  const one = (option) =>
    html`<option value=${option.value} selected=${option.value === chosen}>
      ${option.text.text}
    </option>`
  return html`${control.options?.map(one)}
  ${control.option_groups?.map(
    (group) => html`<optgroup label=${group.label.text}>${group.options.map(one)}</optgroup>`,
  )}`
}
