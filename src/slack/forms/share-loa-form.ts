import { countOf } from '../../porting/counts.ts'
import { someOrders } from '../../porting/names-in-words.ts'
import type { InputBlock, ModalView } from '@slack/types'
import { shareLoa } from '../../desk/bulk/share-loa.ts'
import { viewLoas, type LoasView } from '../../desk/bulk/view-loas.ts'
import { authorizerOfAll, loaReach, type Authorizer } from '../../porting/shared-loa.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { BulkDocument } from '../../store/bulk-documents.ts'
import { section } from '../blocks.ts'
import { downloadFile } from '../download-file.ts'
import { fewOrders, loaOutcome, whoAuthorizesWhat } from '../messages/loa-words.ts'
import { shortBulkTitle } from '../words/bulk-words.ts'
import { clipText, lines, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import type { FormInteraction } from '../handlers.ts'
import { openView, type Interaction } from '../interaction.ts'
import { inputsOf, menu, type Choice } from './inputs.ts'
import { doneView, showDone, turnsTo } from './notice-view.ts'
import { textIn, type StateValues } from './typed-values.ts'
import { orderValue, provenOrder } from '../order-ref.ts'
import { bulkNumbered } from '../../desk/numbered.ts'
import { formView } from '../form-view.ts'
import { coordinatorForm } from './coordinator-form.ts'

const SHARE_FORM = 'bulk-share-letter-form'
const FILE = 'file'
const PERSON = 'person'
const MOST_CHOICES = 50
/** Nobody's name is longer; one that is cut authorizes nothing, so nothing is sent. */
const LONGEST_PERSON = 200
const TITLE = 'One LOA, many orders'

/** Says what would happen before anything is sent; which file and whose orders are asked where there are several. */
export async function openShareLoa(interaction: Interaction, number: number): Promise<void> {
  const { desk } = interaction
  const bulk = await bulkNumbered(desk.db, number)
  await openView(interaction, shareLoaView(await viewLoas(desk.db, bulk)))
}

export function shareLoaView(loas: LoasView): ModalView {
  const title = shortBulkTitle(loas.bulk)
  const waiting = loas.documents.filter(({ state }) => state === 'waiting')
  const [file, ...otherFiles] = waiting
  const people = loas.who.people.filter((one) => loaReach(one.orders).gets.length > 0)
  const [person, ...otherPeople] = people
  if (file === undefined || person === undefined) {
    return doneView(TITLE, [
      plain(
        file === undefined
          ? 'No LOA is waiting anymore.'
          : 'No order needs an LOA now: each has one, is closed, or names no signer.',
      ),
    ])
  }
  const meant: Meant = {
    order: orderValue(loas.bulk),
    file: file.id,
    person: clipText(person.person, LONGEST_PERSON),
  }
  const name = otherFiles.length === 0 ? oneLine(file.name) : 'The file'
  const isForAll = authorizerOfAll(loas.who) !== null
  return formView(
    SHARE_FORM,
    JSON.stringify(meant),
    {
      title: TITLE,
      submit:
        otherPeople.length === 0
          ? `Send to ${countOf(loaReach(person.orders).gets.length, 'order')}`
          : 'Send',
      close: 'Not now',
    },
    [
      ...(otherFiles.length === 0 ? [] : [fileMenu(waiting)]),
      ...(otherPeople.length === 0 ? [] : [personMenu(people)]),
      section(
        isForAll
          ? forAll(title, name, person)
          : forOnePerson(title, name, loas, otherPeople.length === 0 ? person : null),
      ),
      ...people.slice(0, MOST_LEFT).flatMap((one) => {
        const left = leftAlone(one, people.length > 1)
        return left === null ? [] : [section(left)]
      }),
      section(
        plain(
          'Nothing is sent until you click. Each order gets its own copy. The post in the thread shows the progress.',
        ),
      ),
    ],
  )
}

const MOST_LEFT = 5

function forAll(title: string, name: string, { person, orders }: Authorizer): Mrkdwn {
  const { gets } = loaReach(orders)
  const all = countOf(orders.length, 'order')
  const which = gets.length === orders.length ? `all ${all}` : `${gets.length} of the ${all}`
  return mrkdwn`*${name}* goes to ${which} of ${title} as their LOA. *${oneLine(person)}* signs for all of them.`
}

/** @param only the one signer whose orders may still get an LOA; null if the form asks. */
function forOnePerson(
  title: string,
  name: string,
  { who }: LoasView,
  only: Authorizer | null,
): Mrkdwn {
  return lines(
    only === null
      ? mrkdwn`*${name}* goes, as their LOA, only to the orders of ${title} that one signer covers.`
      : mrkdwn`*${name}* goes, as their LOA, only to the orders of ${title} that *${oneLine(only.person)}* signs for.`,
    `${whoAuthorizesWhat(who)}.`,
    plain('That person has to sign it.'),
  )
}

/** Orders of this signer that do not get the LOA, and why. */
function leftAlone({ person, orders }: Authorizer, isNamed: boolean): Mrkdwn | null {
  const { have, closed } = loaReach(orders)
  if (have.length + closed.length === 0) return null
  const says = [
    have.length === 0
      ? null
      : `${someOrders(have)} ${have.length === 1 ? 'already has' : 'already have'} an LOA.`,
    closed.length === 0
      ? null
      : `${someOrders(closed)} ${closed.length === 1 ? 'is' : 'are'} closed.`,
  ]
  const whose = isNamed ? ` (${oneLine(person)})` : ''
  return mrkdwn`*Left as they are${whose}:* ${says.filter((part) => part !== null).join(' ')}`
}

function fileMenu(waiting: readonly BulkDocument[]): InputBlock {
  const files = waiting.map(({ id, name }) => ({ value: id, label: oneLine(name) }))
  return oneOf(FILE, 'Which file?', files)
}

function personMenu(people: readonly Authorizer[]): InputBlock {
  const choices = people.map(({ person, orders }) => ({
    value: person,
    label: `${oneLine(person)}: ${fewOrders(loaReach(orders).gets)}`,
  }))
  return oneOf(PERSON, 'Whose orders?', choices)
}

function oneOf(block: string, label: string, choices: readonly Choice[]): InputBlock {
  return menu({
    ...inputsOf(SHARE_FORM)(block, label),
    required: true,
    typed: '',
    choices: choices.slice(0, MOST_CHOICES),
    unlisted: (value) => value,
  })
}

interface Meant {
  /** By number and token. */
  readonly order: string
  readonly file: string
  readonly person: string
}

export const shareLoaForm = coordinatorForm(SHARE_FORM, ({ id, values }) => {
  const meant = meantBy(JSON.parse(id) as Meant, values)
  return turnsTo(onItsWay, (interaction) => send(interaction, meant))
})

const onItsWay = doneView(TITLE, [
  plain(
    'Sending, one order at a time. You can close this. The post in the thread shows the progress.',
  ),
])

function meantBy({ order, file, person }: Meant, values: StateValues): Meant {
  return {
    order,
    file: textIn(values, FILE) || file,
    person: textIn(values, PERSON) || person,
  }
}

async function send(interaction: FormInteraction, { order, file, person }: Meant): Promise<void> {
  const { desk, member, workspace } = interaction
  const { number } = await provenOrder(interaction, order)
  const loa = await shareLoa(desk, {
    number,
    id: file,
    person,
    by: member.id,
    fetch: (one) => downloadFile(workspace, one),
  })
  const words = loaOutcome(loa)
  await showDone(interaction, TITLE, words)
}
