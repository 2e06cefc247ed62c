import { onAskBandwidth, onAskDraft } from './buttons/ask.ts'
import * as changeChoice from './buttons/change-choice.ts'
import { onChooseNumbers } from './buttons/choose-numbers.ts'
import {
  onActivateAll,
  onChooseAhead,
  onApproveAllAhead,
  onApproveMany,
  onStopMany,
} from './buttons/activate-many.ts'
import * as decide from './buttons/decide.ts'
import * as openForms from './buttons/open-forms.ts'
import { onShowDetails } from './buttons/request-details.ts'
import { onMoreActions } from './buttons/more.ts'
import { onHistoryCsv, onOlderHistory } from './buttons/history.ts'
import * as giveDocument from './buttons/give-document.ts'
import { onOpenCommand } from './buttons/open-command.ts'
import { onOpenHere } from './buttons/open-here.ts'
import * as writeNote from './buttons/write-note.ts'
import { onAttachAllMatched, onAttachAs, onGiveLoa } from './buttons/attach-files.ts'
import * as changeOrders from './buttons/change-orders.ts'
import * as changeBulk from './buttons/change-bulk.ts'
import * as refresh from './buttons/refresh.ts'
import * as snoozeReminders from './buttons/snooze-reminders.ts'
import { onRenewSubscriptions } from './buttons/renew-subscriptions.ts'
import { breakdownFilter, breakdownPage, refreshAgain } from './forms/breakdown.ts'
import { activateForm } from './forms/activate-form.ts'
import { approveAheadForm } from './forms/approve-ahead-form.ts'
import { bulkNumbersForm } from './forms/bulk-numbers-form.ts'
import { chooseOrdersForm } from './forms/choose-orders-form.ts'
import { childMenu, detachForm } from './forms/child-menu.ts'
import { detachOrdersForm } from './forms/detach-orders-form.ts'
import { checkForm } from './forms/check-form.ts'
import { consentForm, consentNoteForm } from './forms/consent-form.ts'
import { denyForm, withdrawForm } from './forms/deny-form.ts'
import { handOverForm } from './forms/hand-over-form.ts'
import { loaForm } from './forms/loa-form.ts'
import { noteForm } from './forms/note-form.ts'
import { noteOrderForm } from './forms/note-order-form.ts'
import { moreFields, orderForm, siteChoice } from './forms/order-form.ts'
import { overwriteForm } from './forms/overwrite-form.ts'
import { attachToOrder } from './shortcuts/attach-to-order.ts'
import { sendNote } from './shortcuts/send-note.ts'
import { startPortIn } from './shortcuts/start-port-in.ts'
import { startChoices } from './forms/start-choices.ts'
import { shareLoaForm } from './forms/share-loa-form.ts'
import { byId } from './by-id.ts'
import { onChooseOrder } from './buttons/choose-order.ts'
import { onAsCsv, onChooseList, onShowAll, onTurnTo } from './buttons/lists.ts'
import type { Choice, Clickable, Command, Form, Shortcut } from './handlers.ts'

/** Everything that can be typed, pressed and sent. */
export interface Routes {
  readonly commands: readonly Command[]
  readonly buttons: readonly Clickable[]
  readonly choices: readonly Choice[]
  readonly forms: readonly Form[]
  readonly shortcuts: readonly Shortcut[]
}

/** The handlers of everything that Slack sends, by id. */
export interface Handlers {
  readonly command: (name: string) => Command | undefined
  readonly control: (actionId: string) => Control | undefined
  readonly form: (callbackId: string) => Form | undefined
  readonly shortcut: (callbackId: string) => Shortcut | undefined
}

type Control =
  | { readonly kind: 'button'; readonly id: string; readonly button: Clickable }
  | { readonly kind: 'choice'; readonly id: string; readonly choice: Choice }

/** Buttons of one kind in a row have the id of the kind and a suffix each. */
const LETTER = /[A-Z]+$/

/** @throws Error where two share an id, or one could be taken for a lettered button of another. */
export function handlersOf(routes: Routes): Handlers {
  const all: readonly Control[] = [
    ...routes.buttons.map((button) => ({ kind: 'button', id: button.id, button }) as const),
    ...routes.choices.map((choice) => ({ kind: 'choice', id: choice.id, choice }) as const),
  ]
  const lettered = all.find(({ id }) => LETTER.test(id))
  if (lettered !== undefined) throw new Error(`"${lettered.id}" ends like a lettered button.`)
  const commands = byId(routes.commands, ({ name }) => name, 'commands')
  const controls = byId(all, ({ id }) => id, 'buttons or choices')
  const forms = byId(routes.forms, ({ id }) => id, 'forms')
  const shortcuts = byId(routes.shortcuts, ({ id }) => id, 'shortcuts')
  return {
    command: (name) => commands.get(name),
    control: (id) => controls.get(id) ?? controls.get(id.replace(LETTER, '')),
    form: (id) => forms.get(id),
    shortcut: (id) => shortcuts.get(id),
  }
}

export function routesWith(commands: readonly Command[]): Routes {
  return {
    commands,
    // Of a file that holds nothing but handlers, all.
    buttons: [
      ...Object.values(changeOrders),
      ...Object.values(changeBulk),
      ...Object.values(openForms),
      ...Object.values(decide),
      ...Object.values(refresh),
      ...Object.values(writeNote),
      ...Object.values(snoozeReminders),
      ...Object.values(giveDocument),
      ...Object.values(changeChoice),
      onChooseNumbers,
      onActivateAll,
      onApproveAllAhead,
      onChooseAhead,
      onApproveMany,
      onStopMany,
      onMoreActions,
      onShowDetails,
      ...onAttachAs,
      onAskBandwidth,
      onAskDraft,
      onOpenHere(commands),
      onOpenCommand(commands),
      onOlderHistory,
      onHistoryCsv,
      onRenewSubscriptions,
      onAttachAllMatched,
      onGiveLoa,
      onChooseOrder(commands),
      onTurnTo,
      onAsCsv,
      onShowAll,
      onChooseList(commands),
    ],
    choices: [
      ...startChoices,
      siteChoice,
      moreFields,
      breakdownFilter,
      breakdownPage,
      refreshAgain,
      childMenu,
    ],
    forms: [
      orderForm,
      handOverForm,
      loaForm,
      noteForm,
      noteOrderForm,
      denyForm,
      withdrawForm,
      consentForm,
      consentNoteForm,
      checkForm,
      activateForm,
      approveAheadForm,
      bulkNumbersForm,
      overwriteForm,
      chooseOrdersForm,
      detachForm,
      shareLoaForm,
      detachOrdersForm,
    ],
    shortcuts: [startPortIn, attachToOrder, sendNote],
  }
}
