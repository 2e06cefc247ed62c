/** Keys make posts unique: the same is queued once, however often. */

export function cardKey(number: number): string {
  return `card-${number}`
}

export function approvalKey(id: string): string {
  return `approval-${id}`
}

export function activationKey(id: number): string {
  return `activation-${id}`
}
