import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const read = (file: string): string => readFileSync(join(import.meta.dirname, '..', file), 'utf8')

it('the image starts the bot as `npm start` does', () => {
  const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: { start: string } }
  const command = /^CMD (\[.*\])$/m.exec(read('Dockerfile'))?.[1] ?? '[]'
  expect((JSON.parse(command) as string[]).join(' ')).toBe(scripts.start)
})
