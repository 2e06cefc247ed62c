import { useEffect, useRef, useState } from 'preact/hooks'
import { ChooseFile, FileChips } from './files.js'
import { html, useDesk } from './html.js'
import { escaped } from './mrkdwn.js'
/** @import { GivenFiles } from './files.js' */

/** @typedef {{ readonly insert: string, readonly shown: string, readonly says: string }} Completion */

/** Where people type. @param {{ channel: string, thread?: string, label: string, given: GivenFiles, start?: string, onSent?: () => void }} props */
export function Composer({ channel, thread, label, given, start = '', onSent }) {
  const { act, world } = useDesk()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(-1)
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null))
  const completions = thread === undefined ? completionsOf(text, world?.commands ?? []) : []

  useEffect(() => {
    if (start !== '') take(start)
  }, [start])
  useEffect(() => {
    if (thread !== undefined) field.current?.focus()
  }, [thread])

  /** @param {string} typed */
  function take(typed) {
    setText(typed)
    setChosen(-1)
    field.current?.focus()
  }

  async function send() {
    const said = text.trim()
    if (said === '' && given.files.length === 0) return
    take('')
    const files = given.files
    given.clear()
    const sent =
      said.startsWith('/portin') && files.length === 0
        ? await act('command', { channel, thread, text: escaped(said) })
        : await act('say', { channel, thread, text: escaped(said), files })
    if (sent === null) setText(said)
    else onSent?.()
  }

  /** @param {KeyboardEvent} event */
  function onKeyDown(event) {
    const last = completions.length - 1
    const isWhole = completions.some(({ insert }) => insert.trim() === text.trim())
    const wanted =
      completions[chosen] ?? (event.key === 'Tab' || !isWhole ? completions[0] : undefined)
    if (event.key === 'ArrowDown' && last >= 0) setChosen(chosen === last ? 0 : chosen + 1)
    else if (event.key === 'ArrowUp' && last >= 0) setChosen(chosen <= 0 ? last : chosen - 1)
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && wanted)
      take(wanted.insert)
    else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) void send()
    else return
    event.preventDefault()
  }

  return html`<form
    class="composer ${given.isOver && 'over'}"
    ...${given.dropping}
    onSubmit=${(/** @type {Event} */ event) => {
      event.preventDefault()
      void send()
    }}
  >
    ${
      completions.length > 0 &&
      html`<ul class="completions" role="listbox" id="completions" aria-label="Commands">
        ${completions.map(
          (each, index) =>
            html`<li
              id="completion-${index}"
              role="option"
              aria-selected=${index === chosen}
              onMouseDown=${(/** @type {Event} */ event) => {
                event.preventDefault()
                take(each.insert)
              }}
            >
              <code>${each.shown}</code> ${each.says}
            </li>`,
        )}
      </ul>`
    }
    <${FileChips} given=${given} />
    <textarea
      ref=${field}
      rows=${Math.min(6, text.split('\n').length)}
      aria-label=${label}
      placeholder=${label}
      value=${text}
      aria-controls=${completions.length > 0 ? 'completions' : undefined}
      aria-activedescendant=${chosen >= 0 ? `completion-${chosen}` : undefined}
      onInput=${(/** @type {Event & { currentTarget: HTMLTextAreaElement }} */ event) => {
        setText(event.currentTarget.value)
        setChosen(-1)
      }}
      onKeyDown=${onKeyDown}
    ></textarea>
    <div class="tools">
      <${ChooseFile} given=${given} label="Add a file" />
      <button class="button primary" disabled=${text.trim() === '' && given.files.length === 0}>
        Send
      </button>
    </div>
  </form>`
}

/**
 * What can follow what was typed: the command, then its sub-commands.
 * @param {string} text
 * @param {readonly { name: string, usage: string, summary: string }[]} commands
 * @returns {readonly Completion[]}
 */
function completionsOf(text, commands) {
  const word = /^\/(?:portin ?(\S*)|p?o?r?t?i?n?)$/.exec(text)
  if (!word) return []
  if (commands.length === 0 && word[1] === undefined)
    return [{ insert: '/portin ', shown: '/portin', says: 'port numbers' }]
  return commands
    .filter(({ name }) => name.startsWith(word[1] ?? ''))
    .map(({ name, usage, summary }) => {
      const takesMore = usage !== name
      const insert = `/portin ${name}${takesMore ? ' ' : ''}`
      return { insert, shown: `/portin ${usage}`, says: summary }
    })
}
