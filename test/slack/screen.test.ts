import { expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import { handlersOf, screenWith, type Screen } from '../../src/slack/screen.ts'

const screen = screenWith(commands)
const like = <T extends object>(one: T | undefined, change: Partial<T>): T => {
  if (one === undefined) throw new Error('The screen is empty.')
  return { ...one, ...change }
}

const overlapping: Readonly<Record<string, Screen>> = {
  'two buttons': { ...screen, buttons: [...screen.buttons, like(screen.buttons[0], {})] },
  'a button and a choice': {
    ...screen,
    choices: [...screen.choices, like(screen.choices[0], { id: screen.buttons[0]?.id ?? '' })],
  },
  'a button that looks like one of a row': {
    ...screen,
    buttons: [...screen.buttons, like(screen.buttons[0], { id: 'check.draft-A' })],
  },
  'two forms': { ...screen, forms: [...screen.forms, like(screen.forms[0], {})] },
  'two commands': { ...screen, commands: [...commands, like(commands[0], {})] },
  'two shortcuts': { ...screen, shortcuts: [...screen.shortcuts, ...screen.shortcuts] },
}

it.each(Object.entries(overlapping))('the bot does not start with %s of one id', (_what, with_) => {
  expect(() => handlersOf(with_)).toThrow(/are called|lettered/)
})
