import htm from 'htm'
import { createContext, h } from 'preact'
import { useContext } from 'preact/hooks'
/** @import { Desk } from './types.ts' */

export const html = htm.bind(h)

const DeskContext = createContext(/** @type {Desk | null} */ (null))
export const DeskProvider = DeskContext.Provider

/** @returns {Desk} */
export function useDesk() {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('There is no desk around this part of the page.')
  return desk
}
