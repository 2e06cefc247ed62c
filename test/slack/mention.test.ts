import { describe, expect, it } from 'vitest'
import { saidToBot } from '../../src/slack/mention.ts'
import { readableText } from '../../src/slack/readable-text.ts'
import { splitCommand } from '../../src/slack/typed-command.ts'

const BOT = 'U0PORTIN'
const NAMED = '<@U0PORTIN>'

function commandIn(said: string): string | null {
  const words = saidToBot(said, BOT)
  return words === null ? null : splitCommand(words).name
}

describe('what is said to the bot', () => {
  it.each([
    `${NAMED} status`,
    `${NAMED}, status`,
    `${NAMED}: Status!`,
    `${NAMED} /portin status`,
    `  ${NAMED}\u00a0STATUS.`,
    '<@U0PORTIN|portin> status',
    `can you ${NAMED} status please`,
  ])('is a command, however people write it: %s', (said) => {
    expect(commandIn(said)).toBe('status')
  })

  it.each([
    `Hey ${NAMED} note expedite this`,
    `<@U0KIM> ${NAMED} note expedite this`,
    `The carrier waits. ${NAMED} note expedite this`,
    `The carrier waits\n${NAMED} note expedite this`,
  ])('is a note where it begins a sentence: %s', (said) => {
    expect(commandIn(said)).toBe('note')
  })

  it.each([
    `I asked ${NAMED} note that the customer called`,
    `don’t let ${NAMED} cancel this`,
    `thanks ${NAMED}, cancel looks fine to me`,
  ])('sends nothing where somebody speaks of the bot: %s', (said) => {
    expect(commandIn(said)).toBeNull()
  })
})

describe('a text that leaves Slack', () => {
  const nameOf = (user: string) => Promise.resolve(user === 'U0PAT' ? 'Pat' : user)

  it.each([
    ['<https://acme.com/bill?a=1>', 'https://acme.com/bill?a=1'],
    ['<http://acme.com|acme.com>', 'acme.com'],
    ['<https://acme.com/bill|the bill>', 'the bill (https://acme.com/bill)'],
    ['<mailto:kim@acme.com|kim@acme.com>', 'kim@acme.com'],
    ['<tel:9195550100|919-555-0100>', '919-555-0100'],
    ['<@U0PAT> and <@U0PAT|pat>', '@Pat and @Pat'],
    ['<#C0X|porting> <!here> <!subteam^S0|@approvers>', '#porting @here @approvers'],
    ['5 < 6 > 4 <b>', '5 < 6 > 4 <b>'],
  ])('reads as people saw it: %s', async (said, seen) => {
    expect(await readableText({ nameOf }, said)).toBe(seen)
  })
})
