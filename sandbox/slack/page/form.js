import { useEffect, useRef, useState } from 'preact/hooks'
import { Blocks, Options } from './blocks.js'
import { ChooseFile, FileChips, useFiles } from './files.js'
import { html, useDesk } from './html.js'
import { Rich } from './mrkdwn.js'
/** @import { Block, Confirm, Control, Entered, Typed, View } from './types.ts' */

/** A dialog that has the keyboard until it is closed. @param {{ title: string, onClose: () => void, class?: string, children: unknown }} props */
function Dialog({ title, onClose, class: name = '', children }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null))
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return html`<dialog
    ref=${dialog}
    class=${name}
    aria-label=${title}
    onCancel=${(/** @type {Event} */ event) => {
      event.preventDefault()
      onClose()
    }}
  >
    <header>
      <h2>${title}</h2>
      <button type="button" class="quiet" aria-label="Close" onClick=${onClose}>×</button>
    </header>
    ${children}
  </dialog>`
}

/** @param {{ confirm: Confirm, onAnswer: (yes: boolean) => void }} props */
export function ConfirmDialog({ confirm, onAnswer }) {
  /** @param {boolean} yes */
  const answer = (yes) => () => {
    onAnswer(yes)
  }
  return html`<${Dialog} title=${confirm.title.text} class="confirm" onClose=${answer(false)}>
    <div class="content">
      <p class="text"><${Rich} text=${confirm.text} /></p>
    </div>
    <footer>
      <button type="button" class="button" onClick=${answer(false)}>${confirm.deny.text}</button>
      <button type="button" class="button ${confirm.style ?? 'primary'}" onClick=${answer(true)}>
        ${confirm.confirm.text}
      </button>
    </footer>
  <//>`
}

/** What was entered here and not sent yet, by block and action id. @typedef {Record<string, { block: Block, typed: Typed }>} Drafts */

/** The form on top of a person's screen. @param {{ view: View }} props */
export function Form({ view }) {
  const { act } = useDesk()
  const [drafts, setDrafts] = useState(/** @type {Drafts} */ ({}))
  const [isBusy, setBusy] = useState(false)

  /** @param {Block} block @param {Control} control @param {Typed} typed */
  async function enter(block, control, typed) {
    const entered = { ...drafts, [keyOf(block, control)]: { block, typed } }
    setDrafts(entered)
    if (block.dispatch_action !== true) return
    // The app hears of the whole form, so what was typed elsewhere in it goes first.
    for (const { block: each, typed: value } of Object.values(entered)) {
      if (each === block || !each.element) continue
      const { action_id: action } = each.element
      await act('click', { view: true, action, block: each.block_id, value })
    }
    const { action_id: action } = control
    await act('click', { view: true, action, block: block.block_id, value: typed })
  }

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    // What an updated view no longer has is not sent.
    const here = Object.values(drafts).filter(({ block }) =>
      view.blocks.some(
        (each) =>
          each.block_id === block.block_id && each.element?.action_id === block.element?.action_id,
      ),
    )
    /** @type {Record<string, Typed>} */
    const values = {}
    for (const { block, typed } of here) values[block.block_id] = typed
    await act('submit', { values })
    setBusy(false)
  }

  const content = useRef(/** @type {HTMLFormElement | null} */ (null))
  const drawn = view.blocks.map(({ block_id }) => block_id).join()
  useEffect(() => {
    ;/** @type {HTMLElement | null | undefined} */ (
      content.current?.querySelector('input, select, textarea')
    )?.focus()
  }, [drawn])

  const close = () => void act('close', { all: true })
  const title = view.title?.text ?? ''
  return html`<${Dialog} title=${title} class="form" onClose=${close}>
    <form class="content" id="form" ref=${content} novalidate onSubmit=${submit}>
      ${view.errors[''] && html`<p class="error">${view.errors['']}</p>`}
      <${Blocks}
        blocks=${view.blocks}
        on=${{ view: true }}
        input=${(/** @type {Block} */ block) =>
          html`<${Field}
            key=${keyOf(block, block.element)}
            block=${block}
            view=${view}
            draft=${drafts[keyOf(block, block.element)]?.typed}
            onEnter=${enter}
          />`}
      />
    </form>
    <footer>
      <button type="button" class="button" onClick=${() => act('close', {})}>
        ${view.close?.text ?? 'Cancel'}
      </button>
      ${
        view.submit &&
        html`<button form="form" class="button primary" aria-busy=${isBusy}>
          ${view.submit.text}
        </button>`
      }
    </footer>
  <//>`
}

/** @param {Block} block @param {Control} [control] */
const keyOf = (block, control) => `${block.block_id} ${control?.action_id ?? ''}`

/** @typedef {(block: Block, control: Control, typed: Typed) => unknown} Enter */

/** @param {{ block: Block, view: View, draft: Typed | undefined, onEnter: Enter }} props */
export function Field({ block, view, draft, onEnter }) {
  const control = block.element
  if (!control) return null
  const id = `${view.id}-${block.block_id}`
  const label = block.label?.text ?? ''
  const error = view.errors[label]
  const entered = view.state.values[block.block_id]?.[control.action_id] ?? {}
  const isGroup = ['radio_buttons', 'checkboxes'].includes(control.type)
  const named = html`${label}${block.optional === true && html` <span class="muted">(optional)</span>`}`
  const notes = html`${block.hint && html`<p class="hint" id="${id}-hint">${block.hint.text}</p>`}
  ${error && html`<p class="error" id="${id}-error">${error}</p>`}`
  const input = html`<${Input}
    id=${id}
    control=${control}
    entered=${entered}
    draft=${draft}
    described=${`${id}-hint ${id}-error`}
    invalid=${error !== undefined}
    onTyped=${(/** @type {Typed} */ typed) => onEnter(block, control, typed)}
  />`
  return isGroup
    ? html`<fieldset class="field">
        <legend>${named}</legend>
        ${input}${notes}
      </fieldset>`
    : html`<div class="field"><label for=${id}>${named}</label>${input}${notes}</div>`
}

/** @typedef {{ id: string, control: Control, entered: Entered, draft: Typed | undefined, described: string, invalid: boolean, onTyped: (typed: Typed) => void }} InputProps */

/** @param {InputProps} props */
function Input(props) {
  const { id, control, entered, draft, described, invalid, onTyped } = props
  const shared = { id, 'aria-describedby': described, 'aria-invalid': invalid }
  /** @param {Event & { currentTarget: HTMLInputElement }} event */
  const take = ({ currentTarget }) => {
    onTyped(currentTarget.value)
  }
  const chosen = draft === undefined ? entered.selected_option?.value : draft
  switch (control.type) {
    case 'plain_text_input': {
      const value = draft ?? entered.value ?? ''
      const placeholder = control.placeholder?.text
      return control.multiline === true
        ? html`<textarea
            ...${shared}
            rows="4"
            placeholder=${placeholder}
            value=${value}
            onInput=${take}
          />`
        : html`<input
            ...${shared}
            type="text"
            autocomplete="off"
            placeholder=${placeholder}
            value=${value}
            onInput=${take}
          />`
    }
    case 'static_select':
      return html`<select ...${shared} onChange=${take}>
        <option value="" selected=${chosen === undefined || chosen === ''}>
          ${control.placeholder?.text ?? 'Choose'}
        </option>
        <${Options} control=${control} chosen=${chosen} />
      </select>`
    case 'radio_buttons':
      return html`${control.options?.map(
        (option) =>
          html`<label class="choice">
            <input
              type="radio"
              name=${id}
              value=${option.value}
              checked=${option.value === chosen}
              onChange=${take}
            />
            <span><${Rich} text=${option.text} /></span>
          </label>`,
      )}`
    case 'checkboxes':
      return html`<${Checkboxes} ...${props} />`
    case 'file_input':
      return html`<${FileInput} ...${props} />`
    default:
      return html`<p class="context">(This page does not draw a ${control.type}.)</p>`
  }
}

/** @param {InputProps} props */
function Checkboxes({ control, entered, draft, onTyped }) {
  const before = /** @type {readonly string[]} */ (
    draft ?? entered.selected_options?.map(({ value }) => value) ?? []
  )
  return html`${control.options?.map(
    (option) =>
      html`<label class="choice">
        <input
          type="checkbox"
          checked=${before.includes(option.value)}
          onChange=${(/** @type {Event & { currentTarget: HTMLInputElement }} */ event) => {
            const others = before.filter((value) => value !== option.value)
            onTyped(event.currentTarget.checked ? [...others, option.value] : others)
          }}
        />
        <span><${Rich} text=${option.text} /></span>
      </label>`,
  )}`
}

/** @param {InputProps} props */
function FileInput({ id, control, entered, onTyped }) {
  const given = useFiles({ several: control.max_files !== 1, onChange: onTyped })
  const isUntouched = given.files.length === 0
  return html`<div class="drop ${given.isOver && 'over'}" ...${given.dropping}>
    <span class="muted">Drop ${given.several ? 'files' : 'a file'} here or</span>
    <${ChooseFile} id=${id} given=${given} label="Choose" />
    ${isUntouched && entered.files?.map(({ name }) => html`<span class="chip">${name}</span>`)}
    <${FileChips} given=${given} />
  </div>`
}
