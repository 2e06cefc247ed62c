import { useState } from 'preact/hooks'
import { read } from './doors.js'
import { html } from './html.js'
/** @import { GivenFile } from './types.ts' */

/**
 * Files that somebody chose or dropped, and what an element needs that they can be dropped on.
 * @param {{ several?: boolean, onChange?: (files: readonly GivenFile[]) => void }} [options]
 */
export function useFiles({ several = true, onChange } = {}) {
  const [files, setFiles] = useState(/** @type {readonly GivenFile[]} */ ([]))
  const [isOver, setOver] = useState(false)
  /** @param {readonly GivenFile[]} next */
  const change = (next) => {
    setFiles(next)
    onChange?.(next)
  }
  /** @param {Iterable<File>} chosen */
  const add = async (chosen) => {
    const given = await read(chosen)
    change(several ? [...files, ...given] : given.slice(-1))
  }
  return {
    files,
    several,
    add,
    /** @param {GivenFile} file */
    remove: (file) => {
      change(files.filter((each) => each !== file))
    },
    clear: () => {
      change([])
    },
    isOver,
    dropping: {
      onDragOver: (/** @type {DragEvent} */ event) => {
        event.preventDefault()
        event.stopPropagation()
        setOver(true)
      },
      onDragLeave: () => {
        setOver(false)
      },
      onDrop: (/** @type {DragEvent} */ event) => {
        event.preventDefault()
        event.stopPropagation()
        setOver(false)
        if (event.dataTransfer) void add(event.dataTransfer.files)
      },
    },
  }
}

/** @typedef {ReturnType<typeof useFiles>} GivenFiles */

/** @param {{ given: GivenFiles }} props */
export function FileChips({ given }) {
  if (given.files.length === 0) return null
  return html`<ul class="chips">
    ${given.files.map(
      (file) =>
        html`<li class="chip">
          ${file.name}
          <button
            type="button"
            class="quiet"
            aria-label="Remove ${file.name}"
            onClick=${() => {
              given.remove(file)
            }}
          >
            ×
          </button>
        </li>`,
    )}
  </ul>`
}

/** @param {{ given: GivenFiles, label: string, id?: string }} props */
export function ChooseFile({ given, label, id }) {
  return html`<label class="button choose">
    ${label}
    <input
      id=${id}
      type="file"
      multiple=${given.several}
      onChange=${(/** @type {Event & { currentTarget: HTMLInputElement }} */ event) => {
        const input = event.currentTarget
        void given.add(input.files ?? []).then(() => {
          input.value = ''
        })
      }}
    />
  </label>`
}
