import type { KnownBlock, ModalView } from '@slack/types'
import { fit, plainText } from './blocks.ts'

interface Labels {
  readonly title: string
  readonly submit: string
  readonly close?: string
}

/** A view that only shows something, with whatever can be pressed in it. */
export function shownView(title: string, blocks: readonly KnownBlock[]): ModalView {
  return fit({
    type: 'modal',
    title: plainText(title),
    close: plainText('Close'),
    blocks: [...blocks],
  })
}

/** @param behind is returned with the typed values, by the person's own machine. */
export function formView(
  id: string,
  behind: string,
  { title, submit, close = 'Cancel' }: Labels,
  blocks: readonly KnownBlock[],
): ModalView {
  return fit({
    type: 'modal',
    callback_id: id,
    private_metadata: behind,
    title: plainText(title),
    submit: plainText(submit),
    close: plainText(close),
    blocks: [...blocks],
  })
}
