import type { KnownBlock, ModalView } from '@slack/types'
import { fit, plainText } from './blocks.ts'

interface Labels {
  readonly title: string
  readonly submit: string
  readonly close?: string
}

/** @param behind comes back with what was typed, from the person's own machine. */
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
