import type { Instant } from './calendar.ts'

/** An audit entry: what one of us did or was notified of. */
export interface OwnEntry {
  readonly at: Instant
  /** A Slack user id, or `portin` for what the clock did. */
  readonly by: string
  readonly operation: string
  readonly facts: Readonly<Record<string, string | number>>
}

/** What one of us did, or a refresh showed, as the audit names it and as people say it. */
const SAYS = {
  draft: 'created the draft',
  'draft bulk order': 'created the bulk draft',
  edit: 'edited the draft',
  'change numbers': 'edited the numbers',
  'take numbers out': 'removed numbers',
  'retry validation': 'rechecked the numbers',
  attach: 'attached a document',
  'give letter': 'attached an LOA to several orders',
  keep: 'kept the draft',
  delete: 'deleted the draft',
  'make again': 'recreated the draft',
  submit: 'submitted',
  change: 'changed the submitted order',
  activate: 'activated',
  cancel: 'requested the cancel',
  note: 'wrote a note to Bandwidth',
  follow: 'had its card moved',
  move: 'moved its card',
  'approve activation ahead': 'pre-approved the activation',
  'snooze a reminder': 'snoozed a reminder',
  'take on a reminder': 'is on it',
  'withdraw request': 'withdrew the request',
  'hand over': 'handed over the order',
  'customer agreed': 'recorded the customer’s agreement',
  'agreement not told': 'could not tell Bandwidth of the agreement',
  'stop an activation that has not begun': 'stopped the activation before it began',

  'saw validated': 'saw that the numbers can port together',
  'saw invalid': 'saw numbers fail the check',
  'saw submitted': 'saw it submitted',
  'saw documents-wanted': 'saw that it needs an LOA',
  'saw foc': 'saw the FOC date',
  'saw foc-moved': 'saw a changed FOC date',
  'saw rejected': 'saw it rejected',
  'saw remark': 'saw a comment from Bandwidth',
  'saw completed': 'saw it live',
  'saw cancel-requested': 'saw the cancel requested',
  'saw cancelled': 'saw it canceled',
  'saw swept': 'saw it gone from Bandwidth',
  'saw supplement-requested': 'saw the change request (SUPP) with the carrier',
  'saw change-refused': 'saw the change request refused',
  'saw change-accepted': 'saw the change request accepted',
  'saw other content': 'saw that it doesn’t match the approval',
  'saw surprise': 'saw an unexpected status',
  'saw numbers-valid': 'saw it split into orders',
  'saw numbers-invalid': 'saw numbers fail the check',
  'saw validation-failed': 'saw the number check fail',
  'saw needs-attention': 'saw an order rejected',
  'saw under-way-again': 'saw no order rejected anymore',
  'saw partial': 'saw some orders live, some canceled',
  'saw draft-again': 'saw an empty draft',
} as const satisfies Readonly<Record<string, string>>

const BEGINNINGS = [
  ['attach #', (child) => `attached #${child}`],
  ['detach #', (child) => `detached #${child}`],
  ['ask to ', (operation) => `requested approval: ${operation}`],
  ['approve ', (operation) => `approved: ${operation}`],
  ['deny ', (operation) => `denied: ${operation}`],
  ['use the approval to ', (operation) => `used the pre-approval: ${operation}`],
  ['outcome of ', (operation) => `outcome: ${operation}`],
  ['request expired ', (operation) => `request expired: ${operation}`],
  ['refused ', (kind) => `Bandwidth refused ${begun(kind)}`],
  ['never arrived ', (kind) => `${begun(kind)} never arrived at Bandwidth`],
  ['in doubt ', (kind) => `no answer from Bandwidth yet to ${begun(kind)}`],
] as const satisfies readonly (readonly [beginning: string, says: (rest: string) => string])[]

/** Whatever the audit is given, it can be said. */
export type OwnOperation = keyof typeof SAYS | `${(typeof BEGINNINGS)[number][0]}${string}`

const BEGUN: Readonly<Record<string, string>> = {
  order: 'the draft',
  bulk: 'the bulk draft',
  document: 'a document',
  note: 'a note',
  validation: 'a number check',
  edit: 'an edit',
  change: 'a change',
  delete: 'a deletion',
  attach: 'an attached order',
  detach: 'a detached order',
  keep: 'keeping the draft',
  'retry-validation': 'a recheck of the numbers',
}

function begun(kind: string): string {
  return BEGUN[kind] ?? BEGUN[kind.replace(/^bulk-/, '')] ?? kind
}

/** Shown in columns of their own, or for the program alone. */
const NOT_SAID = new Set(['digest', 'topic', 'matter', 'until', 'was', 'from', 'to'])

export function historyWords({ operation, facts }: OwnEntry): string {
  const found = BEGINNINGS.find(([beginning]) => operation.startsWith(beginning))
  const said: Readonly<Record<string, string>> = SAYS
  const says = said[operation] ?? found?.[1](operation.slice(found[0].length)) ?? operation
  const details = Object.entries(facts)
    .filter(([name, value]) => !NOT_SAID.has(name) && value !== 0 && value !== 'answered')
    .map(([name, value]) => (name === 'says' ? `${value}` : `${name}: ${value}`))
  return details.length === 0 ? says : `${says} (${details.join(', ')})`
}
