import { bulkRuleFor, bulkStatus } from './bulk-status.ts'
import type { ListedOrder } from './order-summary.ts'
import { portStatus, ruleFor, type StatusRule } from './status.ts'

/** How a list treats an order in this state. */
interface ListedRule extends Pick<StatusRule, 'stage' | 'waitsFor'> {
  readonly takesDocuments: boolean
  /** The details of its orders can come as a table. */
  readonly takesTables: boolean
}

export function listedRule({ kind, status }: Pick<ListedOrder, 'kind' | 'status'>): ListedRule {
  return status === null ? BEING_CREATED[kind] : BY_STATUS[kind](status)
}

const BEGUN = { stage: 'draft', waitsFor: 'bandwidth', takesDocuments: true } as const
const BEING_CREATED: Record<ListedOrder['kind'], ListedRule> = {
  order: { ...BEGUN, takesTables: false },
  bulk: { ...BEGUN, takesTables: true },
}

const BY_STATUS: Record<ListedOrder['kind'], (status: string) => ListedRule> = {
  order(status) {
    const { stage, waitsFor, may } = ruleFor(portStatus(status))
    return { stage, waitsFor, takesDocuments: may.includes('attach'), takesTables: false }
  },
  /** The coordinator's while its orders need somebody, or it can be submitted. */
  bulk(status) {
    const { stage } = bulkRuleFor(bulkStatus(status))
    const isChecking = status === 'VALIDATE_DRAFT_TNS'
    const isMove = (stage === 'draft' && !isChecking) || status === 'NEEDS_ATTENTION'
    const waitsFor = isMove ? 'coordinator' : 'bandwidth'
    return { stage, waitsFor, takesDocuments: true, takesTables: stage === 'draft' }
  },
}
