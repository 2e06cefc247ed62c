import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { commands } from '../commands/index.ts'
import { SETTINGS } from '../src/config.ts'

const ROOT = join(import.meta.dirname, '..')
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

const readme = read('README.md')
const { scripts } = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>
}
const settings = Object.keys(SETTINGS.shape)

/** The first cells of a table's rows, as they are read; `|` within one is written `\|`. */
function firstCells(start: RegExp): readonly string[] {
  return readme
    .split('\n')
    .filter((line) => start.test(line))
    .map((line) => (line.split(/(?<!\\)\|/)[1] ?? '').replaceAll('\\|', '|').trim())
}

/** What stands in the shell blocks, a line each. */
const typed = [...readme.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block]) =>
  (block ?? '').trimEnd().split('\n'),
)

describe('the README', () => {
  it('starts a stranger with one command, and checks everything with another', () => {
    expect(typed.slice(0, 2)).toEqual(['npm ci && npm run demo', 'npm ci && npm test'])
  })

  it('shows every command with its usage and its summary, in the order of help', () => {
    expect(firstCells(/^\| `\/portin /)).toEqual(
      commands.map(({ usage }) => `\`/portin ${usage}\``),
    )
    for (const { summary } of commands) expect(readme).toContain(summary)
  })

  it('names no command that does not exist', () => {
    const named = [...readme.matchAll(/\/portin ([a-z]+)/g)].map(([, name]) => name ?? '')
    const known = [...commands.map(({ name }) => name), 'help']
    expect(named.length).toBeGreaterThan(commands.length)
    expect(named.filter((name) => !known.includes(name))).toEqual([])
  })

  it('explains every setting, and names none that does not exist', () => {
    expect(firstCells(/^\| `(?:SLACK|BANDWIDTH|PORTIN)_/)).toEqual(
      settings.map((name) => `\`${name}\``),
    )
    const named = [...readme.matchAll(/\b(?:SLACK|BANDWIDTH|PORTIN)_[A-Z_]+\b/g)].map(
      ([name]) => name,
    )
    expect(named.filter((name) => !settings.includes(name))).toEqual([])
  })

  it('names only scripts that exist, and all of them', () => {
    const named = [...readme.matchAll(/\bnpm (?:run )?([a-z]+)\b/g)]
      .map(([, name]) => name ?? '')
      .filter((name) => name !== 'ci')
    expect([...new Set(named)].sort()).toEqual(Object.keys(scripts).sort())
  })

  it('explains exactly the scopes of the manifest', () => {
    const { oauth_config: oauth } = parse(read('manifest.yml')) as {
      readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } }
    }
    const explained = firstCells(/^\| `[a-z]+(?::[a-z]+)?`/)
      .flatMap((cell) => [...cell.matchAll(/`([a-z]+(?::[a-z]+)?)`/g)].map(([, scope]) => scope))
      .filter((scope) => scope === 'commands' || scope?.includes(':'))
    expect(explained.sort()).toEqual([...oauth.scopes.bot].sort())
  })

  it('leads to files that are there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, file]) => file ?? '')
    expect(links.length).toBeGreaterThan(3)
    expect(links.filter((file) => !existsSync(join(ROOT, file)))).toEqual([])
  })

  it('says plainly how strong an approval is', () => {
    expect(readme).toContain('An approval is as strong as the Slack account')
  })
})
