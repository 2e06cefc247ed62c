/* global btoa, fetch */
/** @import { GivenFile } from './types.ts' */

/**
 * Goes through a door of the practice servers.
 * @param {string} path @param {object} [body] absent: only looks
 * @returns {Promise<unknown>}
 */
export async function through(path, body) {
  const response = await fetch(path, body && { method: 'POST', body: JSON.stringify(body) })
  const answer = /** @type {unknown} */ (await response.json())
  if (response.ok) return answer
  const said = /** @type {{ error?: string }} */ (answer).error
  throw new Error(said ?? `The practice server answered ${response.status}.`)
}

/** @param {Iterable<File>} files @returns {Promise<GivenFile[]>} */
export function read(files) {
  return Promise.all(Array.from(files, readOne))
}

/** @param {File} file @returns {Promise<GivenFile>} */
async function readOne(file) {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return {
    name: file.name,
    mimetype: file.type === '' ? 'application/octet-stream' : file.type,
    base64: btoa(binary),
  }
}
