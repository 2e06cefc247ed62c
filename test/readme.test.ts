import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { commands } from '../commands/index.ts'
import { SETTINGS } from '../src/config.ts'

const ROOT = join(import.meta.dirname, '..')
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

const DOCS = readdirSync(join(ROOT, 'docs'))
  .filter((file) => file.endsWith('.md'))
  .map((file) => `docs/${file}`)
/** What people read to use, install and look after the bot. */
const PAPERS = ['README.md', ...DOCS]
const MOST_BYTES_OF_README = 18_000

const readme = read('README.md')
const operating = read('docs/operating.md')
const everything = PAPERS.map(read).join('\n')
const { scripts } = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>
}
const settings = Object.keys(SETTINGS.shape)

/** The first cells of a table's rows, as they are read; `|` within one is written `\|`. */
function firstCells(paper: string, start: RegExp): readonly string[] {
  return paper
    .split('\n')
    .filter((line) => start.test(line))
    .map((line) => (line.split(/(?<!\\)\|/)[1] ?? '').replaceAll('\\|', '|').trim())
}

/** What stands in the shell blocks, a line each. */
const typed = (paper: string): readonly string[] =>
  [...paper.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block]) =>
    (block ?? '').trimEnd().split('\n'),
  )

/** As GitHub makes them: `Let Slack call the bot (signed HTTP)` is `#let-slack-call-the-bot-signed-http`. */
const anchors = (paper: string): readonly string[] =>
  [...paper.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    (heading ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )

interface Link {
  readonly from: string
  readonly to: string
}

function linksIn(from: string): readonly Link[] {
  const text = read(from)
  const targets = [
    ...text.matchAll(/\]\((?!https?:)([^)]+)\)/g),
    ...text.matchAll(/<img src="([^"]+)"/g),
  ]
  return targets.map(([, to]) => ({ from, to: to ?? '' }))
}

function leadsNowhere({ from, to }: Link): boolean {
  const [file = '', anchor] = to.split('#')
  const path = file === '' ? from : join(dirname(from), file)
  if (!existsSync(join(ROOT, path))) return true
  return anchor !== undefined && !anchors(read(path)).includes(anchor)
}

describe('the README and the docs', () => {
  it('start a stranger with one command, and check everything with another', () => {
    expect(typed(readme)).toEqual(['npm ci && npm run demo', 'npm ci && npm run check && npm test'])
  })

  it('let a newcomer read the README to its end', () => {
    expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(MOST_BYTES_OF_README)
  })

  it('show every command with its usage and its summary, in the order of help', () => {
    const rows = readme.split('\n').filter((line) => line.startsWith('| `/portin '))
    expect(firstCells(readme, /^\| `\/portin /)).toEqual(
      commands.map(({ usage }) => `\`/portin ${usage}\``),
    )
    expect(rows.map((row, index) => row.includes(commands[index]?.summary ?? ''))).toEqual(
      commands.map(() => true),
    )
  })

  it('name no command that does not exist', () => {
    const named = [...everything.matchAll(/\/portin ([a-z]+)/g)].map(([, name]) => name ?? '')
    const known = [...commands.map(({ name }) => name), 'help']
    expect(named.length).toBeGreaterThan(commands.length)
    expect(named.filter((name) => !known.includes(name))).toEqual([])
  })

  it('explain every setting, and name none that does not exist', () => {
    expect(firstCells(read('docs/settings.md'), /^\| `(?:SLACK|BANDWIDTH|PORTIN)_/)).toEqual(
      settings.map((name) => `\`${name}\``),
    )
    const named = [...everything.matchAll(/\b(?:SLACK|BANDWIDTH|PORTIN)_[A-Z_]+\b/g)].map(
      ([name]) => name,
    )
    expect(named.filter((name) => !settings.includes(name))).toEqual([])
  })

  it('say of every secret among the settings how it is rotated', () => {
    const secrets = settings.filter((name) => /TOKEN$|SECRET|PASSWORD|KEY$/.test(name))
    const rotated = firstCells(operating, /^\| `(?:SLACK|BANDWIDTH|PORTIN)_/)
    expect([...rotated].sort()).toEqual(secrets.map((name) => `\`${name}\``).sort())
  })

  it('name only scripts that exist, and all of them', () => {
    const named = [...everything.matchAll(/\bnpm (?:run )?([a-z:]+)\b/g)]
      .map(([, name]) => name ?? '')
      .filter((name) => name !== 'ci')
    expect([...new Set(named)].sort()).toEqual(Object.keys(scripts).sort())
  })

  it('have people type nothing that cannot run', () => {
    const parts = PAPERS.flatMap((paper) => typed(read(paper))).flatMap((line) =>
      line.split(' && '),
    )
    const known = [
      /^npm (?:ci|start|test)$/,
      /^npm run [a-z:]+(?: -- \S+)?$/,
      /^npm run move -- \S+ \S+$/,
      /^docker build -t portin \.$/,
      /^docker (?:run|exec) .*\bportin\b(?: node src\/start\.js (?:backup|restore) \S+)?$/,
    ]
    expect(parts.length).toBeGreaterThan(8)
    expect(parts.filter((part) => !known.some((shape) => shape.test(part)))).toEqual([])
  })

  it('explain exactly the scopes of the manifest', () => {
    const { oauth_config: oauth } = parse(read('manifest.yml')) as {
      readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } }
    }
    const explained = firstCells(read('docs/install.md'), /^\| `[a-z]+(?::[a-z]+)?`/)
      .flatMap((cell) => [...cell.matchAll(/`([a-z]+(?::[a-z]+)?)`/g)].map(([, scope]) => scope))
      .filter((scope) => scope === 'commands' || scope?.includes(':'))
    expect(explained.sort()).toEqual([...oauth.scopes.bot].sort())
  })

  it('explain every event of the log, and none that is never written', () => {
    const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => read(join('src', file)))
      .join('\n')
    const written = [
      ...sources.matchAll(/\blog\(\s*(?:[^'()]*\([^()]*\) \? )?'([a-z-]+)'/g),
      ...sources.matchAll(/\boutage: '([a-z-]+)'/g),
    ].map(([, event]) => event ?? '')
    const explained = firstCells(operating, /^\| `[a-z]+(?:-[a-z]+)*`/)
      .flatMap((cell) => [...cell.matchAll(/`([a-z-]+)`/g)])
      .map(([, event]) => event ?? '')
    expect(written.length).toBeGreaterThan(60)
    expect(written.filter((event) => !explained.includes(event))).toEqual([])
    expect(explained.filter((event) => !sources.includes(`'${event}'`))).toEqual([])
    expect(explained.filter((event, index) => explained.indexOf(event) !== index)).toEqual([])
  })

  it.each([...PAPERS, 'CHANGELOG.md', 'DECISIONS.md', 'sandbox/README.md'])(
    'lead from %s to pages, pictures and headings that are there',
    (paper) => {
      expect(linksIn(paper).filter(leadsNowhere)).toEqual([])
    },
  )

  it('lead from the README to each of the docs', () => {
    const led = linksIn('README.md').map(({ to }) => to.split('#')[0])
    expect(DOCS.filter((paper) => !led.includes(paper))).toEqual([])
  })

  it('say plainly how strong an approval is', () => {
    expect(readme).toContain('An approval is as strong as the Slack account')
  })
})

describe('the decisions and the changes', () => {
  it('say of each decision in which month it was made', () => {
    const decisions = read('DECISIONS.md')
      .split(/\n\n+/)
      .filter((paragraph) => paragraph.startsWith('**'))
    expect(decisions.length).toBeGreaterThan(70)
    const undated = decisions.filter((text) => !/\s_[A-Z][a-z]{2} 20\d\d_\s*$/.test(text))
    expect(undated.map((text) => text.slice(0, 60))).toEqual([])
  })

  it('stand under the version that has them', () => {
    const headings = [...read('CHANGELOG.md').matchAll(/^## (.+)$/gm)].map(([, text]) => text ?? '')
    expect(headings.at(-1)).toBe('0.1.0 (November 2026)')
    expect(
      headings.filter(
        (text) => !/^(?:Unreleased|\d+\.\d+\.\d+ \([A-Z][a-z]+ 20\d\d\))$/.test(text),
      ),
    ).toEqual([])
  })
})
