import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigMistakes, readConfig, SETTINGS } from '../src/config.ts'

const lines = readFileSync(join(import.meta.dirname, '..', '.env.example'), 'utf8').split('\n')

/** `NAME=value`, or `# NAME=value` for a setting that may stay as it is. */
const settings = lines.flatMap((line, index) => {
  const [, commented, name, value] = /^(# )?([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? []
  return name === undefined
    ? []
    : [{ name, value: value ?? '', isSet: commented === undefined, above: lines[index - 1] ?? '' }]
})

describe('.env.example', () => {
  it('has every setting, in the order in which the program judges them', () => {
    expect(settings.map(({ name }) => name)).toEqual(Object.keys(SETTINGS.shape))
  })

  it('explains each in the line above it', () => {
    const unexplained = settings.filter(({ above }) => !/^# .{15,}/.test(above))
    expect(unexplained.map(({ name }) => name)).toEqual([])
  })

  it('holds nothing that could be taken for a secret', () => {
    const secret = /TOKEN$|SECRET|PASSWORD|KEY|USERNAME|CLIENT_ID|ACCOUNT_ID/
    const filled = settings.filter(({ name, value }) => secret.test(name) && value !== '')
    expect(filled).toEqual([])
  })

  it('shows the value that holds when a setting is left out', () => {
    const shown = settings.filter(({ value }) => value !== '')
    expect(shown.length).toBeGreaterThan(5)
    for (const { name, value } of shown) {
      const setting = SETTINGS.shape[name as keyof typeof SETTINGS.shape]
      expect([name, setting.safeParse(value).data]).toEqual([name, setting.parse(undefined)])
    }
  })

  it('copied as it is, is refused with the settings to fill in and no others', () => {
    const copied = Object.fromEntries(
      settings.filter(({ isSet }) => isSet).map(({ name, value }) => [name, value]),
    )
    let mistakes: readonly string[] = []
    try {
      readConfig(copied)
    } catch (error) {
      if (error instanceof ConfigMistakes) mistakes = error.mistakes
    }
    expect(mistakes.map((mistake) => mistake.split(' ')[0])).toEqual([
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
      'BANDWIDTH_ACCOUNT_ID',
      'BANDWIDTH_CLIENT_ID',
    ])
  })
})
