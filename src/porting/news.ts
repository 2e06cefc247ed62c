import type { ContentDifference, ApprovalOperation } from './approval.ts'
import type { CalendarDay, Instant } from './calendar.ts'
import type { BulkStatus } from './bulk-status.ts'
import type { NewsKind } from './news-routes.ts'
import type { Note, NoteNews } from './notes.ts'
import type { OrderError } from './order.ts'
import type { PortStatus } from './status.ts'

/** What our own operations announce in the thread of an order, stand-alone or bulk. */
interface CommonNewsFacts {
  'made-after-all': unknown
  'never-made': By
  'note-sent': By & { readonly text: string }
  'note-never-sent': By & { readonly text: string }
  /** A crash came between its parts. `text`: what was not sent. */
  'note-cut-off': By & { readonly text: string; readonly sent: number; readonly parts: number }
  'not-as-asked': {
    readonly field: string
    readonly asked: string
    readonly shown: string
    /** Nobody here requested another: it was changed elsewhere while a change of ours was under way. */
    readonly wasOthers?: true
  }
  'kept-alive': By & { readonly purgesAt: Instant }
  'keep-failed': By
  /** Nobody asked for it, and it is tried again until the purge. */
  'not-kept-yet': { readonly purgesAt: Instant }
  'check-not-seen': By
  'not-made-again': By
  'not-deleted': By
  'owner-not-reached': { readonly owner: string; readonly why: string }
  /** Nobody can press the buttons of the request in its channel. */
  'request-out-of-reach': { readonly operation: ApprovalOperation; readonly why: string }
  'card-again': unknown
  'note-received': NoteNews
  /** `others`: what was handed over with it. */
  'handed-over': By & HandOver & { readonly others: number; readonly until: CalendarDay | null }
  'handed-back': HandOver
  /** What was written before anybody here followed the order. */
  'notes-before': { readonly notes: readonly Note[] }
  /** More at once than deserve a message each. */
  'notes-together': { readonly notes: readonly NoteNews[] }
}

interface OrderNewsFacts extends CommonNewsFacts {
  'document-arrived-after-all': { readonly name: string }
  'document-never-arrived': By & { readonly name: string }
  'edit-never-arrived': By & { readonly fields: readonly string[] }
  edited: By & { readonly fields: readonly string[] }
  /** A change of a submitted order that Bandwidth shows. */
  changed: By & {
    readonly differences: readonly ContentDifference[]
    /** Who allowed it; null: it was the coordinator's own to make. */
    readonly approvedBy: string | null
    /** Who allowed the submission of what is changed now. */
    readonly approver: string | null
    /** When Bandwidth showed it; absent in what was stored by earlier releases. */
    readonly at?: Instant
    /** It includes an account number or a PIN that Bandwidth does not show. */
    readonly hidesSecrets?: boolean
  }
  'change-not-seen': By & { readonly differences: readonly ContentDifference[] }
  deleted: By
  /** Somebody submitted it just before, so what should delete a draft has canceled an order. */
  'cancelled-not-deleted': By & { readonly status: PortStatus }
  'cancel-unclear': By
  /** It was changed at Bandwidth between the read that was approved and the submission. */
  'not-as-approved': Approved & { readonly differences: readonly string[] }
  'made-again': By & {
    /** Being attached again, and those that did not come through Slack. */
    readonly documents: readonly string[]
    readonly lost: readonly string[]
  }
  'documents-attached-again': {
    readonly attached: readonly string[]
    readonly missing: readonly string[]
  }
}

interface BulkNewsFacts extends CommonNewsFacts {
  'numbers-changed': By & { readonly added: number; readonly removed: number }
  'numbers-refused': { readonly errors: readonly OrderError[] }
  'shared-edited': By & { readonly fields: readonly string[] }
  'shared-edit-never-arrived': By & { readonly fields: readonly string[] }
  /** The numbers were split again: which order continues as which. */
  'split-anew': {
    readonly kept: readonly { readonly child: number; readonly numbers: number }[]
    readonly added: readonly number[]
    /** Had ended when their numbers left; none in posts of 0.1.0. */
    readonly back?: readonly number[]
    readonly gone: readonly number[]
    /** Documents that did not come through Slack, and so have to be added again. */
    readonly lostDocuments: readonly ChildFile[]
    /** Numbers that joined an order after its LOA was sent; none in posts of 0.1.0. */
    readonly afterLoa?: readonly { readonly child: number; readonly numbers: number }[]
  }
  'children-filled': By & {
    readonly children: readonly number[]
    readonly failed: readonly Failed[]
  }
  /** One form for several rejected orders: what became of each. */
  'children-corrected': By & {
    readonly fields: readonly string[]
    /** Bandwidth shows it. */
    readonly shown: readonly number[]
    /** It does not show yet, or no answer came: their threads will show the outcome. */
    readonly sent: readonly number[]
    /** An approver is asked. */
    readonly asked: readonly number[]
    readonly failed: readonly Failed[]
    /** Nothing was sent for them. */
    readonly left: readonly number[]
    /** Why some are left. */
    readonly why: 'all-sent' | 'restarted' | 'unreachable' | 'first-undone'
  }
  /** Documents of orders that were split again are with the new ones. */
  'letters-went-along': { readonly orders: number; readonly missing: readonly ChildFile[] }
  'child-attached': { readonly by: string | null; readonly child: number }
  'child-deleted': By & { readonly child: number; readonly numbers: number }
  'child-detached': { readonly by: string | null; readonly child: number }
  /** `isIn`: it was to be taken out. */
  'list-not-changed': By & { readonly child: number; readonly isIn: boolean }
  'sent-again-alone': {
    readonly child: number
    readonly as: number
    readonly isToBeCanceled?: boolean
  }
  deleted: By & { readonly children: number }
  /** Somebody submitted it just before; its status at Bandwidth shows the result. */
  'cancelled-not-deleted': By & { readonly status: BulkStatus }
  'cancel-unclear': By & { readonly children: readonly number[] }
  /** Children that were changed at Bandwidth between the read that was approved and the submission. */
  'not-as-approved': Approved & {
    readonly children: readonly {
      readonly child: number
      readonly differences: readonly string[]
    }[]
  }
  'made-again': By & { readonly children: number }
  'facts-put-back': { readonly children: readonly number[]; readonly failed: readonly Failed[] }
}

/** Who had an order, and who has it now. */
export interface HandOver {
  readonly from: string
  readonly fromName: string
  readonly to: string
  readonly toName: string
  /** One of many: refers to people by name without mentioning them. */
  readonly isQuiet: boolean
}

interface By {
  readonly by: string
}

interface Approved {
  readonly asker: string | null
  readonly approver: string | null
}

interface Failed {
  readonly child: number
  readonly why: string
}

interface ChildFile {
  readonly child: number
  readonly name: string
}

/** Kinds are stored in posts, so their names cannot change. */
type Of<Facts> = { [Kind in keyof Facts]: { readonly kind: Kind } & Facts[Kind] }[keyof Facts]

/** What is announced in both threads. */
export type CommonNews = Of<CommonNewsFacts>
/** What is announced in a stand-alone order's thread. */
export type News = Of<OrderNewsFacts>
/** What is announced in a bulk order's thread. */
export type BulkNews = Of<BulkNewsFacts>

/** By the word that the settings have for it. */
export const KIND_OF_NEWS: Readonly<Record<(News | BulkNews)['kind'], NewsKind>> = {
  'made-after-all': 'deeds',
  'never-made': 'failed',
  'note-sent': 'deeds',
  'note-never-sent': 'failed',
  'note-cut-off': 'failed',
  'not-as-asked': 'surprise',
  'kept-alive': 'deeds',
  'keep-failed': 'failed',
  'not-kept-yet': 'failed',
  'check-not-seen': 'failed',
  'not-made-again': 'failed',
  'not-deleted': 'failed',
  'owner-not-reached': 'failed',
  'request-out-of-reach': 'failed',
  'card-again': 'deeds',
  'handed-over': 'deeds',
  'handed-back': 'deeds',
  'note-received': 'note',
  'notes-before': 'note',
  'notes-together': 'note',

  'document-arrived-after-all': 'deeds',
  'document-never-arrived': 'failed',
  'edit-never-arrived': 'failed',
  edited: 'deeds',
  changed: 'change-sent',
  'change-not-seen': 'failed',
  deleted: 'deeds',
  'cancelled-not-deleted': 'failed',
  'cancel-unclear': 'failed',
  'not-as-approved': 'failed',
  'made-again': 'deeds',
  'documents-attached-again': 'deeds',

  'numbers-changed': 'deeds',
  'numbers-refused': 'failed',
  'shared-edited': 'deeds',
  'shared-edit-never-arrived': 'failed',
  'split-anew': 'deeds',
  'children-filled': 'deeds',
  'children-corrected': 'change-sent',
  'letters-went-along': 'deeds',
  'child-attached': 'deeds',
  'child-deleted': 'deeds',
  'child-detached': 'deeds',
  'list-not-changed': 'failed',
  'sent-again-alone': 'deeds',
  'facts-put-back': 'deeds',
}
