import { activateNow } from './buttons/activate-now.ts'
import { addLoa } from './buttons/add-loa.ts'
import { approveAhead } from './buttons/approve-ahead.ts'
import { approve } from './buttons/approve.ts'
import { askAgain } from './buttons/ask-again.ts'
import { attachAsButtons } from './buttons/attach-as.ts'
import { attachAllMatched } from './buttons/bulk/attach-all-matched.ts'
import { breakdown } from './buttons/bulk/breakdown.ts'
import { cancelBulk } from './buttons/bulk/cancel-bulk.ts'
import { changeNumbers } from './buttons/bulk/change-numbers.ts'
import { childrenCsv } from './buttons/bulk/children-csv.ts'
import { chooseOrders } from './buttons/bulk/choose-orders.ts'
import { detachChild } from './buttons/bulk/detach-child.ts'
import { detachOrders } from './buttons/bulk/detach-orders.ts'
import { draftAsBulk } from './buttons/bulk/draft-as-bulk.ts'
import { draftFilesAsBulk } from './buttons/bulk/draft-files-as-bulk.ts'
import { editShared } from './buttons/bulk/edit-shared.ts'
import { giveLetter } from './buttons/bulk/give-letter.ts'
import { keepBulk } from './buttons/bulk/keep-bulk.ts'
import { lookAtBulkNow } from './buttons/bulk/look-at-bulk-now.ts'
import { makeBulkAgain } from './buttons/bulk/make-bulk-again.ts'
import { oneForAll } from './buttons/bulk/one-for-all.ts'
import { retryCheck } from './buttons/bulk/retry-check.ts'
import { sendChildFacts } from './buttons/bulk/send-child-facts.ts'
import { submitBulk } from './buttons/bulk/submit-bulk.ts'
import { takeOutRefused } from './buttons/bulk/take-out-refused.ts'
import { useNumbers } from './buttons/bulk/use-numbers.ts'
import { cancelOrder } from './buttons/cancel-order.ts'
import { deny } from './buttons/deny.ts'
import { draftGroup } from './buttons/draft-group.ts'
import { editOrder } from './buttons/edit-order.ts'
import { gotIt } from './buttons/got-it.ts'
import { keepDraft } from './buttons/keep-draft.ts'
import { lookNow } from './buttons/look-now.ts'
import { renewSubscriptions } from './buttons/renew-subscriptions.ts'
import { makeAgain } from './buttons/make-again.ts'
import { retryValidation } from './buttons/retry-validation.ts'
import { seeNumbers } from './buttons/see-numbers.ts'
import { snooze } from './buttons/snooze.ts'
import { startAgain } from './buttons/start-again.ts'
import { submitOrder } from './buttons/submit-order.ts'
import { requestAnyway } from './buttons/request-anyway.ts'
import { takeDay } from './buttons/take-day.ts'
import { takeOut } from './buttons/take-out.ts'
import { breakdownFilter, breakdownPage, lookAgain } from './forms/breakdown.ts'
import { bulkNumbersForm } from './forms/bulk-numbers-form.ts'
import { chooseOrdersForm } from './forms/choose-orders-form.ts'
import { childMenu, detachForm } from './forms/child-menu.ts'
import { detachOrdersForm } from './forms/detach-orders-form.ts'
import { checkForm } from './forms/check-form.ts'
import { denyForm } from './forms/deny-form.ts'
import { loaForm } from './forms/loa-form.ts'
import { orderForm, siteChoice } from './forms/order-form.ts'
import { overwriteForm } from './forms/overwrite-form.ts'
import { attachToOrder } from './shortcuts/attach-to-order.ts'
import { shareLetterForm } from './forms/share-letter-form.ts'
import { byId } from './by-id.ts'
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
      addLoa,
      editOrder,
      submitOrder,
      requestAnyway,
      takeDay,
      activateNow,
      approveAhead,
      cancelOrder,
      keepDraft,
      retryValidation,
      takeOut,
      lookNow,
      approve,
      deny,
      askAgain,
      seeNumbers,
      ...attachAsButtons,
      draftGroup,
      startAgain,
      makeAgain,
      gotIt,
      snooze,
      renewSubscriptions,
      breakdown,
      submitBulk,
      cancelBulk,
      changeNumbers,
      editShared,
      takeOutRefused,
      retryCheck,
      keepBulk,
      lookAtBulkNow,
      makeBulkAgain,
      detachChild,
      detachOrders,
      childrenCsv,
      sendChildFacts,
      useNumbers,
      attachAllMatched,
      chooseOrders,
      oneForAll,
      giveLetter,
      draftAsBulk,
      draftFilesAsBulk,
    ],
    choices: [siteChoice, breakdownFilter, breakdownPage, lookAgain, childMenu],
    forms: [
      orderForm,
      loaForm,
      denyForm,
      checkForm,
      bulkNumbersForm,
      overwriteForm,
      chooseOrdersForm,
      detachForm,
      shareLetterForm,
      detachOrdersForm,
    ],
    shortcuts: [attachToOrder],
  }
}
