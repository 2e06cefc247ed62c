import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { commands } from '../../commands/index.ts'
import type { Control } from '../../src/slack/controls/control.ts'
import { handlersOf, routesWith, type Routes } from '../../src/slack/routes.ts'

const routes = routesWith(commands)
const like = <T extends object>(one: T | undefined, change: Partial<T>): T => {
  if (one === undefined) throw new Error('The screen is empty.')
  return { ...one, ...change }
}

const overlapping: Readonly<Record<string, Routes>> = {
  'two buttons': { ...routes, buttons: [...routes.buttons, like(routes.buttons[0], {})] },
  'a button and a choice': {
    ...routes,
    choices: [...routes.choices, like(routes.choices[0], { id: routes.buttons[0]?.id ?? '' })],
  },
  'a button that looks like one of a row': {
    ...routes,
    buttons: [...routes.buttons, like(routes.buttons[0], { id: 'check.draft-A' })],
  },
  'two forms': { ...routes, forms: [...routes.forms, like(routes.forms[0], {})] },
  'two commands': { ...routes, commands: [...commands, like(commands[0], {})] },
  'two shortcuts': { ...routes, shortcuts: [...routes.shortcuts, ...routes.shortcuts] },
}

it('every button that is declared anywhere has its handler', async () => {
  const folder = join(import.meta.dirname, '../../src/slack/controls')
  const declared = await Promise.all(
    readdirSync(folder).map((file) => import(join(folder, file)) as Promise<object>),
  )
  const controls = declared
    .flatMap((file) => Object.values(file) as readonly Partial<Control<[]>>[])
    .flatMap(({ id }) => (id === undefined ? [] : [id]))
  expect(controls.length).toBeGreaterThan(50)
  const { control } = handlersOf(routes)
  expect(controls.filter((id) => control(id) === undefined)).toEqual([])
})

it.each(Object.entries(overlapping))('the bot does not start with %s of one id', (_what, with_) => {
  expect(() => handlersOf(with_)).toThrow(/are called|lettered/)
})
