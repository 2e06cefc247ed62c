import type { ModalView } from '@slack/types'
import type { Message } from '../../src/slack/blocks.ts'

export type Shown = Message | ModalView

export interface Case {
  readonly name: string
  readonly shown: Shown
  /** Whether it is about one order, which its first line then names with its customer. */
  readonly isOfOrder: boolean
}

export interface Family {
  readonly name: string
  /** Whether people look at it at night as well: these are drawn dark, too. */
  readonly isDark: boolean
  /** Of the text on a phone, without buttons and small print: of what is usual, and of the longest. */
  readonly mostLines: { readonly usual: number; readonly longest: number }
  readonly cases: readonly Case[]
}
