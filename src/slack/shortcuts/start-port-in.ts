import { randomUUID } from 'node:crypto'
import { dayOf } from '../../porting/calendar.ts'
import { emptyContent } from '../../porting/empty-content.ts'
import { addressOfLines } from '../../porting/address-lines.ts'
import { readMessage, type PortInMessage } from '../../porting/message/read-message.ts'
import type { OrderContent } from '../../porting/order.ts'
import type { ReadingAccount } from '../../porting/reading-account.ts'
import { Refusal } from '../../porting/refusal.ts'
import { isTollFree, type TelephoneNumber } from '../../porting/telephone-number.ts'
import { findForm, insertForm, writeForm } from '../../store/forms.ts'
import { noteStart } from '../../store/started-messages.ts'
import type { BehindForm } from '../forms/behind-order-form.ts'
import { messageView, START_TITLE, type FromMessage } from '../forms/message-view.ts'
import { openAndFill } from '../forms/open-and-fill.ts'
import { sealedBehind } from '../forms/secrets-behind.ts'
import { isDocument, withNames } from '../forms/slack-files.ts'
import type { Shortcut } from '../handlers.ts'
import { whichNumbers } from '../messages/which-numbers.ts'
import { numbersInFiles, WhichNumbers } from '../numbers-in-files.ts'
import { refuseUnlessMember } from '../places.ts'
import { messageDirectly } from '../replies.ts'
import type { TypedFile } from '../typed-file.ts'
import { filledWith } from '../forms/behind-order-form.ts'

type Started = Parameters<Shortcut['run']>[0]

/** Somebody's message or mail becomes a check, an order or a bulk order, with all that it says filled in. */
export const startPortIn: Shortcut = {
  id: 'start-port-in',
  needs: 'coordinator',

  async run(interaction) {
    await openAndFill(interaction, START_TITLE, () => begun(interaction))
  },
}

async function begun(interaction: Started) {
  const { desk, workspace, member, message } = interaction
  const now = desk.clock()
  const place = await placeFor(interaction)
  const files = await withNames(workspace, interaction.files)
  const mails = files.flatMap(({ text }) => text ?? [])
  const read = readMessage([...message.texts, ...mails].join('\n'), dayOf(now))
  const documents = files.filter(isDocument)
  const lists = files.filter((file) => file.text === undefined && !isDocument(file))
  const listed = await readLists(interaction, lists)
  const numbers = [...new Set([...read.numbers, ...listed.numbers])]
  const from: FromMessage = {
    channel: interaction.channel,
    ts: message.ts,
    link: await linkTo(interaction),
    rest: [...read.rest, ...listed.says],
    doubtful: read.doubtful,
    unread: read.unread,
    showsPin: readMessage(message.texts.join('\n'), dayOf(now)).showsPin,
    filesWithPin: [
      ...files
        .filter(({ text }) => text !== undefined && readMessage(text, dayOf(now)).showsPin)
        .map(({ name }) => name),
      ...listed.withPin,
    ],
  }
  const formId = await saveForm(interaction, {
    read,
    numbers,
    from,
    listed,
    channel: place.channel,
  })
  const { channel, ts, link } = from
  const earlier = await noteStart(desk.db, { channel, ts }, { by: member.id, at: now, link })
  return messageView({
    formId,
    read,
    numbers,
    from,
    earlier,
    now,
    account: listed.account,
    elsewhere: place.isElsewhere ? place.channel : null,
    documents: documents.map(({ name }) => name),
  })
}

/** Where the card goes: here, or where orders are spoken of if the bot is not here. */
async function placeFor({ desk, workspace, channel }: Started) {
  const here = await workspace.places.placeOf(channel)
  const other = desk.settings.defaultChannel
  if (here.isMember || other === null) {
    refuseUnlessMember(here)
    return { channel, isElsewhere: false }
  }
  refuseUnlessMember(await workspace.places.placeOf(other))
  return { channel: other, isElsewhere: true }
}

interface Listed {
  readonly numbers: readonly TelephoneNumber[]
  readonly account: ReadingAccount | null
  /** About files that were not read. */
  readonly says: readonly string[]
  readonly waiting: readonly TypedFile[]
  readonly withPin: readonly string[]
}

const NOTHING: Listed = { numbers: [], account: null, says: [], waiting: [], withPin: [] }

async function readLists(
  { desk, workspace, member }: Started,
  files: readonly TypedFile[],
): Promise<Listed> {
  if (files.length === 0) return NOTHING
  try {
    const from = { desk, workspace, by: member.id }
    const read = await numbersInFiles(from, { typed: '', files })
    const { numbers, accounts, leftOut, withPin } = read
    return { ...NOTHING, numbers, account: { accounts, leftOut }, withPin }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (!(error instanceof WhichNumbers)) return { ...NOTHING, says: [error.message] }
    await messageDirectly(workspace, member.id, whichNumbers(error))
    const says = `${error.message} I asked you in a direct message. Choose there, then save the form.`
    return { ...NOTHING, says: [says], waiting: files, withPin: error.withPin }
  }
}

/** In a channel without the bot Slack gives no link. */
async function linkTo({ workspace, channel, message, desk }: Started): Promise<string | null> {
  try {
    const asked = { channel, message_ts: message.ts }
    const { permalink } = await workspace.interactive.chat.getPermalink(asked)
    return permalink ?? null
  } catch (error) {
    desk.log('no-permalink', { error })
    return null
  }
}

/** Stores what was read behind a form; account number and PIN as if they had been typed into it. */
async function saveForm(
  { desk, member }: Started,
  {
    read,
    numbers,
    from,
    listed,
    channel,
  }: {
    readonly read: PortInMessage
    readonly numbers: readonly TelephoneNumber[]
    readonly from: FromMessage
    readonly listed: Listed
    readonly channel: string
  },
): Promise<string> {
  const id = randomUUID()
  const content = contentOf(read, numbers, desk.settings.usualTargetRespOrg)
  const behind: BehindForm = {
    ...filledWith(content, 'the message'),
    message: from,
    ...(listed.account !== null && { account: listed.account }),
    ...(listed.waiting.length > 0 && { waiting: listed.waiting }),
  }
  const form = { id, kind: 'new', by: member.id, channel, orderNumber: null } as const
  await insertForm(desk.db, { ...form, content: JSON.stringify(behind), createdAt: desk.clock() })
  const { secrets } = read
  const written = await findForm(desk.db, id)
  if (written === undefined || (secrets.accountNumber === null && secrets.pin === null)) return id
  const sealed = sealedBehind(desk, written, secrets)
  const next = { ...behind, secretsKept: sealed !== null }
  await writeForm(desk.db, id, { content: JSON.stringify(next), sealed })
  return id
}

function contentOf(
  read: PortInMessage,
  numbers: readonly TelephoneNumber[],
  usualTargetRespOrg: string | null,
): OrderContent {
  const empty = emptyContent(numbers)
  const { businessName, firstName, lastName } = read
  const type = businessName !== null ? 'BUSINESS' : lastName !== null ? 'RESIDENTIAL' : null
  const isTollFreeOnly = numbers.length > 0 && numbers.every(isTollFree)
  return {
    ...empty,
    billingTelephoneNumber: read.billingTelephoneNumber,
    subscriber: {
      ...empty.subscriber,
      type,
      businessName,
      firstName,
      lastName,
      serviceAddress: addressOfLines(read.address, null),
    },
    loaAuthorizingPerson: read.signer,
    requestedFocDate: read.day === null ? null : { day: read.day, at: null },
    targetRespOrgId: isTollFreeOnly ? usualTargetRespOrg : null,
  }
}
