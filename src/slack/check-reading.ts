import { randomUUID } from 'node:crypto'
import { advanceCheck, MOST_NUMBERS, startCheck } from '../desk/check-numbers.ts'
import { MOST_BULK_NUMBERS } from '../porting/bulk-order.ts'
import type { Reading } from '../porting/read-numbers.ts'
import { bulkOffer } from './messages/bulk-offer.ts'
import type { Interaction } from './interaction.ts'
import type { Message } from './blocks.ts'
import { checkStarted } from './messages/check-started.ts'
import { JUST_ASKED_MS } from './places.ts'
import { numbersInFiles } from './numbers-in-files.ts'
import type { TypedFile } from './typed-file.ts'

/**
 * Checks what somebody typed or attached; the result is posted in the channel, or sent directly if the
 * bot is not in it.
 *
 * @param begun called when the check is running, before the first answer comes in.
 */
export async function checkTyped(
  { desk, member, workspace }: Pick<Interaction, 'desk' | 'member' | 'workspace'>,
  channel: string,
  sent: { readonly typed: string; readonly files: readonly TypedFile[] },
  begun: (message: Message) => Promise<unknown>,
): Promise<void> {
  const place = await workspace.places.placeOf(channel, JUST_ASKED_MS)
  const resultIn = place.isMember ? channel : await workspace.places.directTo(member.id)
  const { numbers, unread, ...account } = await numbersInFiles(
    { desk, workspace, by: member.id },
    sent,
    { kind: 'check', channel: resultIn, ...sent },
  )
  const id = await startCheck(desk, { by: member.id, channel: resultIn, numbers, unread, account })
  await begun(checkStarted(numbers.length, place))
  await advanceCheck(desk, id)
}

/** What was read is checked; a list that is too long for that is offered as a bulk order. */
export async function checkReading(
  {
    desk,
    member,
    reply,
  }: Pick<Interaction, 'desk' | 'reply'> & { readonly member: { readonly id: string } },
  {
    id = randomUUID(),
    channel,
    files,
    reading,
  }: {
    /** Under the same id nothing is begun twice. */
    readonly id?: string
    readonly channel: string
    readonly files: readonly { readonly id: string }[]
    readonly reading: Reading
  },
): Promise<void> {
  const { numbers, unread, accounts, leftOut } = reading
  if (files.length > 0 && numbers.length > MOST_NUMBERS && numbers.length <= MOST_BULK_NUMBERS) {
    await reply(
      bulkOffer(
        numbers.length,
        MOST_NUMBERS,
        files.map((file) => file.id),
      ),
    )
    return
  }
  const account = { accounts, leftOut }
  const check = { id, by: member.id, channel, numbers, unread, account }
  await advanceCheck(desk, await startCheck(desk, check))
}
