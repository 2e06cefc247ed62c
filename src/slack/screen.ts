import { onAskBandwidth, onAskDraft } from './buttons/ask.ts'
import { onChangeChoice, onUnreadRows } from './buttons/change-choice.ts'
import { onChooseNumbers } from './buttons/choose-numbers.ts'
import { onActivateNow, onApprove, onApproveAhead, onAskAgain } from './buttons/decide.ts'
import {
  onAddLoa,
  onBreakdown,
  onChangeNumbers,
  onChangeOrder,
  onChooseOrders,
  onDeny,
  onDetachOrders,
  onDraftAsBulk,
  onDraftFilesAsBulk,
  onDraftGroup,
  onEditOrder,
  onEditShared,
  onOneForAll,
  onReplyNote,
  onStartAgain,
} from './buttons/open-forms.ts'
import { onHistoryCsv, onOlderHistory } from './buttons/history.ts'
import { onOpenHere } from './buttons/open-here.ts'
import { onSendNoteAnyway } from './buttons/write-note.ts'
import { onAttachAllMatched, onAttachAs, onGiveLetter } from './buttons/attach-files.ts'
import {
  onCancelBulk,
  onCancelOrder,
  onKeepBulk,
  onKeepDraft,
  onMakeAgain,
  onMakeBulkAgain,
  onRequestAnyway,
  onRetryCheck,
  onRetryValidation,
  onSubmitBulk,
  onSubmitOrder,
  onTakeDay,
  onTakeOut,
} from './buttons/change-orders.ts'
import {
  onDetachChild,
  onSendChildFacts,
  onTakeOutRefused,
  onUseNumbers,
} from './buttons/change-bulk.ts'
import { onChildrenCsv, onLookAtBulkNow, onLookNow, onSeeNumbers } from './buttons/look.ts'
import { onGotIt, onSnooze } from './buttons/quiet-reminders.ts'
import { onRenewSubscriptions } from './buttons/renew-subscriptions.ts'
import { breakdownFilter, breakdownPage, lookAgain } from './forms/breakdown.ts'
import { bulkNumbersForm } from './forms/bulk-numbers-form.ts'
import { chooseOrdersForm } from './forms/choose-orders-form.ts'
import { childMenu, detachForm } from './forms/child-menu.ts'
import { detachOrdersForm } from './forms/detach-orders-form.ts'
import { checkForm } from './forms/check-form.ts'
import { denyForm } from './forms/deny-form.ts'
import { loaForm } from './forms/loa-form.ts'
import { noteForm } from './forms/note-form.ts'
import { orderForm, siteChoice } from './forms/order-form.ts'
import { overwriteForm } from './forms/overwrite-form.ts'
import { attachToOrder } from './shortcuts/attach-to-order.ts'
import { sendNote } from './shortcuts/send-note.ts'
import { shareLetterForm } from './forms/share-letter-form.ts'
import { byId } from './by-id.ts'
import { onChooseOrder } from './buttons/choose-order.ts'
import { onAsCsv, onChooseList, onTurnTo } from './buttons/lists.ts'
import type { Choice, Clickable, Command, Form, Shortcut } from './surface.ts'

/** Everything that can be typed, pressed and sent. */
export interface Screen {
  readonly commands: readonly Command[]
  readonly buttons: readonly Clickable[]
  readonly choices: readonly Choice[]
  readonly forms: readonly Form[]
  readonly shortcuts: readonly Shortcut[]
}

/** Where what Slack sends is dealt with, each by its id. */
export interface Handlers {
  readonly command: (name: string) => Command | undefined
  readonly control: (actionId: string) => Control | undefined
  readonly form: (callbackId: string) => Form | undefined
  readonly shortcut: (callbackId: string) => Shortcut | undefined
}

export type Control =
  | { readonly kind: 'button'; readonly id: string; readonly button: Clickable }
  | { readonly kind: 'choice'; readonly id: string; readonly choice: Choice }

/** Buttons of one kind in a row: the id of the kind, and the letter of each. */
const LETTER = /[A-Z]+$/

/** @throws Error where two share an id, or one could be taken for a lettered button of another. */
export function handlersOf(screen: Screen): Handlers {
  const all: readonly Control[] = [
    ...screen.buttons.map((button) => ({ kind: 'button', id: button.id, button }) as const),
    ...screen.choices.map((choice) => ({ kind: 'choice', id: choice.id, choice }) as const),
  ]
  const lettered = all.find(({ id }) => LETTER.test(id))
  if (lettered !== undefined) throw new Error(`"${lettered.id}" ends like a lettered button.`)
  const commands = byId(screen.commands, ({ name }) => name, 'commands')
  const controls = byId(all, ({ id }) => id, 'buttons or choices')
  const forms = byId(screen.forms, ({ id }) => id, 'forms')
  const shortcuts = byId(screen.shortcuts, ({ id }) => id, 'shortcuts')
  return {
    command: (name) => commands.get(name),
    control: (id) => controls.get(id) ?? controls.get(id.replace(LETTER, '')),
    form: (id) => forms.get(id),
    shortcut: (id) => shortcuts.get(id),
  }
}

export function screenWith(commands: readonly Command[]): Screen {
  return {
    commands,
    buttons: [
      onChooseNumbers,
      onChangeChoice,
      onUnreadRows,
      onAddLoa,
      onEditOrder,
      onChangeOrder,
      onSubmitOrder,
      onRequestAnyway,
      onTakeDay,
      onActivateNow,
      onApproveAhead,
      onCancelOrder,
      onKeepDraft,
      onRetryValidation,
      onTakeOut,
      onLookNow,
      onApprove,
      onDeny,
      onAskAgain,
      onSeeNumbers,
      ...onAttachAs,
      onDraftGroup,
      onStartAgain,
      onMakeAgain,
      onReplyNote,
      onAskBandwidth,
      onAskDraft,
      onSendNoteAnyway,
      onOpenHere(commands),
      onOlderHistory,
      onHistoryCsv,
      onGotIt,
      onSnooze,
      onRenewSubscriptions,
      onBreakdown,
      onSubmitBulk,
      onCancelBulk,
      onChangeNumbers,
      onEditShared,
      onTakeOutRefused,
      onRetryCheck,
      onKeepBulk,
      onLookAtBulkNow,
      onMakeBulkAgain,
      onDetachChild,
      onDetachOrders,
      onChildrenCsv,
      onSendChildFacts,
      onUseNumbers,
      onAttachAllMatched,
      onChooseOrders,
      onOneForAll,
      onGiveLetter,
      onDraftAsBulk,
      onDraftFilesAsBulk,
      onChooseOrder(commands),
      onTurnTo,
      onAsCsv,
      onChooseList(commands),
    ],
    choices: [siteChoice, breakdownFilter, breakdownPage, lookAgain, childMenu],
    forms: [
      orderForm,
      loaForm,
      noteForm,
      denyForm,
      checkForm,
      bulkNumbersForm,
      overwriteForm,
      chooseOrdersForm,
      detachForm,
      shareLetterForm,
      detachOrdersForm,
    ],
    shortcuts: [attachToOrder, sendNote],
  }
}
