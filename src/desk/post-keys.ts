/** Keys make posts unique: the same is queued once, however often. */

export function cardKey(number: number): string {
  return `card-${number}`
}

/** The files that were dropped for a bulk order: one live message. */
export function bulkDocumentsKey(number: number): string {
  return `bulk-documents-${number}`
}

export function approvalKey(id: string): string {
  return `approval-${id}`
}

export function activationKey(id: number): string {
  return `activation-${id}`
}
