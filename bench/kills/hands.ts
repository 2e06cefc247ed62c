import {
  labelIn,
  NothingToPress,
  wordsOf,
  type PracticeDay,
  type Who,
} from '../../test/stories/practice-day.ts'
import { door } from '../../test/stories/order-on-the-way.ts'
import { messages, announced } from '../../test/stories/toll-free-on-the-way.ts'

/** @returns whether it was there to be pressed, and Slack was told that the bot has it. */
export async function press(
  day: PracticeDay,
  as: Who,
  label: string,
  inMessage: RegExp,
): Promise<boolean> {
  if (!(await canPress(day, as, label, inMessage))) return false
  try {
    return (await day.click(as, label, inMessage)).acked
  } catch (error) {
    // The bot was killed when it should have shown what stands behind More….
    if (error instanceof NothingToPress) return false
    throw error
  }
}

async function canPress(
  day: PracticeDay,
  as: Who,
  label: string,
  inMessage: RegExp,
): Promise<boolean> {
  return (await messages(day, as)).some(
    (one) => inMessage.test(wordsOf(one)) && [label, 'More…'].some((name) => labelIn(one, name)),
  )
}

export async function sees(day: PracticeDay, as: Who, words: RegExp): Promise<boolean> {
  return (await announced(day, words, { as })).length > 0
}

async function isFormOpen(day: PracticeDay): Promise<boolean> {
  const form = await day.modal('porter')
  return form?.text.includes('Business name') ?? false
}

export async function closeForms(day: PracticeDay): Promise<void> {
  if ((await day.modal('porter')) !== null) await door(day, 'close', { as: 'porter', all: true })
}

/** Opens a form and sends it, if it opened. @returns whether Slack was told that the bot has the last of it. */
export async function fillIn(
  day: PracticeDay,
  open: () => Promise<boolean>,
  values: Record<string, unknown>,
): Promise<boolean> {
  await closeForms(day)
  const acked = await open()
  if (!(await isFormOpen(day))) return acked
  return (await day.submit('porter', values)).acked
}

/** An approval that was spent when the bot was stopped asks for a new one, if the order is as before. */
export async function approve(
  day: PracticeDay,
  request: RegExp,
  ask: () => Promise<unknown>,
): Promise<boolean> {
  if (await canPress(day, 'approver', 'Approve', request)) {
    return (await day.click('approver', 'Approve', request)).acked
  }
  await ask()
  return press(day, 'approver', 'Approve', request)
}
