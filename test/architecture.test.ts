import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, normalize, relative } from 'node:path'
import typescript from 'typescript'
import { describe, expect, it } from 'vitest'
import { circlesIn } from '../bench/house/circles.ts'
import { functionsIn } from '../bench/house/functions.ts'
import { ASKS_WHICH_KIND } from '../bench/house/kind-rule.ts'

const ROOT = join(import.meta.dirname, '..')
const NOT_OURS = ['node_modules', '.git', 'coverage']

/** Every file of the project, as a path from its root. */
function filesUnder(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !NOT_OURS.includes(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? filesUnder(path) : [path]
    })
}

function textOf(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8')
}

const files = filesUnder('')
const sources = files.filter((file) => file.endsWith('.ts') || /^(src|bench)\/.*\.js$/.test(file))
const program = sources.filter((file) => /^(src|commands)\//.test(file))
/** The practice page is written in JavaScript, which names its types in comments. */
const typed = sources.filter(
  (file) => file.includes('/') && !file.startsWith('sandbox/slack/page/'),
)
/** How a file of JavaScript imports types. */
const IMPORTS_TYPES = /^\/\*\* @import \{.*\} from '([^']+)' \*\/$/gm

interface Import {
  readonly from: string
  /** A path from the root for a file of ours, else the package's name. */
  readonly to: string
  readonly isOurs: boolean
}

function importsOf(from: string): readonly Import[] {
  const text = textOf(from)
  const { importedFiles } = typescript.preProcessFile(text, true, true)
  const names = importedFiles.map(({ fileName }) => fileName)
  const inComments = [...text.matchAll(IMPORTS_TYPES)].map(([, name = '']) => name)
  return [...names, ...inComments].map((fileName) => {
    const isOurs = fileName.startsWith('.')
    return {
      from,
      isOurs,
      to: isOurs ? normalize(join(dirname(from), fileName)) : packageOf(fileName),
    }
  })
}

/** `@slack/bolt` of `@slack/bolt/dist/x`, `kysely` of `kysely/migration` */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

const imports = sources.flatMap(importsOf)

function show(found: readonly Import[]): readonly string[] {
  return found.map(({ from, to }) => `${from} imports ${to}`)
}

function isIn(file: string, places: readonly string[]): boolean {
  return places.some((place) => (place.endsWith('/') ? file.startsWith(place) : file === place))
}

/** What a folder may import of ours, besides itself. What is not named here sees everything. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'commands/': ['src/slack/', 'src/desk/', 'src/bandwidth/', 'src/store/', 'src/porting/'],
  'src/watch/': ['src/slack/', 'src/desk/', 'src/bandwidth/', 'src/store/', 'src/porting/'],
  'src/slack/': ['src/desk/', 'src/bandwidth/', 'src/store/', 'src/porting/'],
  'src/desk/': ['src/bandwidth/', 'src/store/', 'src/porting/'],
  // The package's own version is told to Bandwidth.
  'src/bandwidth/': ['src/porting/', 'package.json'],
  'src/store/': ['src/porting/'],
  'src/porting/': [],
  'sandbox/bandwidth/': ['sandbox/clock.ts'],
  'sandbox/slack/': ['sandbox/clock.ts'],
}

/** What is shown stands below what shows it: a button as it is drawn knows nothing of what a click does. */
const BELOW = {
  words: ['controls', 'messages', 'forms', 'buttons'],
  controls: ['messages', 'forms', 'buttons'],
  messages: ['forms', 'buttons'],
  forms: ['buttons'],
}

/** Who puts the parts together. */
const SEES_EVERYTHING = ['src/main.ts', 'src/bot.ts']

/** Where in the program a package may be used; node's own modules may be used anywhere. */
const USED_BY: Record<string, readonly string[]> = {
  'fast-xml-parser': ['src/bandwidth/'],
  undici: ['src/bandwidth/'],
  'better-sqlite3': ['src/store/'],
  kysely: ['src/store/'],
  pg: ['src/store/postgres/'],
  '@slack/bolt': ['src/slack/'],
  '@slack/socket-mode': ['src/slack/'],
  '@slack/web-api': ['src/slack/'],
  '@slack/types': ['src/slack/'],
  'node-cron': ['src/watch/schedule.ts'],
  luxon: ['src/porting/', 'src/slack/'],
  zod: ['src/config.ts', 'src/slack/known-body.ts'],
  pino: ['src/log.ts'],
}

describe('who imports whom', () => {
  it('finds the files and their imports', () => {
    expect(program.length).toBeGreaterThan(100)
    expect(imports.length).toBeGreaterThan(500)
    expect(importsOf('src/main.ts')).toContainEqual({
      from: 'src/main.ts',
      to: 'src/bot.ts',
      isOurs: true,
    })
  })

  it.each(Object.entries(MAY_IMPORT))(
    '%s imports only what is further inside',
    (folder, allowed) => {
      const found = imports.filter(
        ({ from, to, isOurs }) =>
          isOurs && from.startsWith(folder) && !isIn(to, [folder, ...allowed]),
      )
      expect(show(found)).toEqual([])
    },
  )

  it('has no circle, not even of types', () => {
    const circles = circlesIn(
      sources.map((file) => ({ fileName: join(ROOT, file), text: textOf(file) })),
    )
    expect(circles.map((circle) => circle.map((file) => relative(ROOT, file)))).toEqual([])
  })

  it.each(Object.entries(BELOW))('src/slack/%s/ draws without %j', (folder, above) => {
    const found = imports.filter(
      ({ from, to }) =>
        from.startsWith(`src/slack/${folder}/`) &&
        isIn(
          to,
          above.map((one) => `src/slack/${one}/`),
        ),
    )
    expect(show(found)).toEqual([])
  })

  it('exports nothing that nobody imports, no type either', () => {
    const words = new Map(sources.map((file) => [file, new Set(textOf(file).match(/\w+/g))]))
    const exported = /^export (?:async )?(?:function|class|const|interface|type) (\w+)/gm
    const unused = typed.flatMap((file) => {
      const importing = imports.filter(({ to }) => to === file).map(({ from }) => from)
      // Its handlers are served without being named.
      const whole = new RegExp(`import \\* as \\w+ from '[^']*/${basename(file)}'`)
      if (importing.some((from) => whole.test(textOf(from)))) return []
      const importers = importing.map((from) => words.get(from))
      return [...textOf(file).matchAll(exported)]
        .map(([, name = '']) => name)
        .filter((name) => !importers.some((importer) => importer?.has(name)))
        .map((name) => `${file}: ${name}`)
    })
    expect(unused).toEqual([])
  })

  it('calls what is ours by its name wherever it is imported', () => {
    const renames = /import (?:type )?\{[^}]*\w as \w[^}]*\} from '\./
    expect(program.filter((file) => renames.test(textOf(file)))).toEqual([])
  })

  it('names every folder of the program', () => {
    const folders = new Set(
      program.map((file) => /^(?:commands|src\/[^/]+)\//.exec(file)?.[0]).filter((one) => one),
    )
    expect([...folders].filter((folder) => MAY_IMPORT[folder ?? ''] === undefined)).toEqual([])
  })

  it.each(Object.entries(USED_BY))('%s is used in its own place only', (name, places) => {
    const found = imports.filter(
      ({ from, to }) =>
        to === name && program.includes(from) && !isIn(from, [...places, ...SEES_EVERYTHING]),
    )
    expect(show(found)).toEqual([])
  })

  it('uses no package that has no place', () => {
    const found = imports.filter(
      ({ from, to, isOurs }) =>
        program.includes(from) && !isOurs && !to.startsWith('node:') && USED_BY[to] === undefined,
    )
    expect(show(found)).toEqual([])
  })

  it('loads the driver of PostgreSQL for nobody who has a file', () => {
    const isLoaded = /^(?:import (?!type\b).*|\}) from 'pg'$/m
    const loads = program.filter((file) => isLoaded.test(textOf(file)))
    expect(loads).toEqual([])
  })

  it("leaves Bandwidth's own client to the bench, which is held against it", () => {
    const users = imports.filter(({ to }) => to === '@bandwidth/numbers').map(({ from }) => from)
    expect(users).toEqual(['bench/number-lists.ts'])
  })

  it('knows nothing of the practice servers and the tests', () => {
    const found = imports.filter(
      ({ from, to }) => program.includes(from) && isIn(to, ['sandbox/', 'test/', 'bench/']),
    )
    expect(show(found)).toEqual([])
  })
})

describe('sizes', () => {
  const MOST_LINES = 450
  const MOST_LINES_OF_A_FUNCTION = 120
  const parsed = program.map((file) =>
    typescript.createSourceFile(file, textOf(file), typescript.ScriptTarget.Latest, true),
  )

  it('has no file that holds too much', () => {
    const long = parsed.filter(({ text }) => text.trimEnd().split('\n').length > MOST_LINES)
    expect(long.map(({ fileName }) => fileName)).toEqual([])
  })

  it('has no function that does too much', () => {
    const long = functionsIn(parsed).filter(({ lines }) => lines > MOST_LINES_OF_A_FUNCTION)
    expect(long.map(({ file, name }) => `${file}: ${name}`)).toEqual([])
  })
})

describe('an order of either kind', () => {
  const MOST_QUESTIONS = 30

  // The linter counts them in each file, by their types.
  it('is asked in few places which kind it is', () => {
    const listed = Object.values(ASKS_WHICH_KIND).reduce((sum, count) => sum + count, 0)
    expect(listed).toBeLessThanOrEqual(MOST_QUESTIONS)
    expect(Object.keys(ASKS_WHICH_KIND).filter((file) => !program.includes(file))).toEqual([])
  })
})

describe('how an order stands', () => {
  // Words for each end stand in tables by the type of the end, and a day is shown where it ended.
  const SHOWS = [
    'src/porting/replaced-order.ts',
    'src/slack/messages/whose-move.ts',
    'src/slack/messages/worklist.ts',
  ]

  it('is read from how it has ended in one place', () => {
    const asks = /\bending [!=]== '|\bendedAt [!=]== null/
    const asking = program.filter(
      (file) => !file.startsWith('src/store/') && asks.test(textOf(file)),
    )
    expect(asking.filter((file) => file !== 'src/porting/standing.ts')).toEqual(SHOWS)
  })
})

describe('names and clocks', () => {
  it('has no drawer for odds and ends', () => {
    const drawers = files.filter((file) =>
      file.split('/').some((part) => /^(utils?|helpers?|common)\b/i.test(part)),
    )
    expect(drawers).toEqual([])
  })

  it('reads the clock in main.ts only', () => {
    const reads =
      /\bDate\.now\b|\bnew Date\(\s*\)|\bDateTime\.(?:now|local|utc\(\s*\))|\bperformance\.now\b/
    expect(program.filter((file) => reads.test(textOf(file)))).toEqual(['src/main.ts'])
  })

  it('opens and draws views in one file, which knows that one may be gone', () => {
    const draws = program.filter((file) =>
      /\.views\.(open|push|update|publish)\(/.test(textOf(file)),
    )
    expect(draws).toEqual(['src/slack/interaction.ts'])
  })

  it('reads the environment in main.ts only', () => {
    expect(program.filter((file) => /\bprocess\.env\b/.test(textOf(file)))).toEqual(['src/main.ts'])
  })
})

describe('what modules keep', () => {
  /** What is true of the calendar whoever asks, and is slow to find out. */
  const FACTS = ['src/porting/calendar.ts: namesOfDays', 'src/porting/calendar.ts: zones']
  // The place of a regular expression is set before each use.
  const WRITES =
    '(?!\\.lastIndex )(?:\\.(?:set|add|delete|clear|push|unshift|pop|shift|splice|sort)\\(|(?:\\.\\w+|\\[[^\\]]+\\])* [-+*/?|&]*= )'

  /**
   * Names at the top of a module that something can be put into, or that can become something else.
   * @param importers those who may put something into what it exports.
   */
  function keptBy(text: string, importers: readonly string[] = []): readonly string[] {
    const file = typescript.createSourceFile('', text, typescript.ScriptTarget.Latest)
    return file.statements.filter(typescript.isVariableStatement).flatMap((statement) => {
      const { declarationList, modifiers = [] } = statement
      const isConst = (declarationList.flags & typescript.NodeFlags.Const) !== 0
      const isExported = modifiers.some(({ kind }) => kind === typescript.SyntaxKind.ExportKeyword)
      const writers = isExported ? [text, ...importers] : [text]
      return declarationList.declarations.flatMap(({ name }) => {
        if (!typescript.isIdentifier(name)) return []
        const writes = new RegExp(`(?<![.\\w]|const |let )${name.text}${WRITES}`)
        return isConst && !writers.some((writer) => writes.test(writer)) ? [] : [name.text]
      })
    })
  }

  it('sees what would be kept', () => {
    expect(keptBy('const kept = new Map()\nfunction f() { kept.set(1, 2) }')).toEqual(['kept'])
    expect(keptBy('let count = 0')).toEqual(['count'])
    expect(keptBy('const last = { at: 0 }\nconst f = () => { last.at = 1 }')).toEqual(['last'])
    expect(keptBy('const ONE = new Map([[1, 2]])\nconst f = () => ONE.get(1)')).toEqual([])
    expect(keptBy('export const all = new Map()', ['all.set(1, 2)'])).toEqual(['all'])
  })

  it('is nothing: what outlives a call is in the database, or made in main.ts', () => {
    const kept = program.flatMap((file) =>
      keptBy(
        textOf(file),
        imports
          .filter(({ from, to }) => to === file && program.includes(from))
          .map(({ from }) => textOf(from)),
      ).map((name) => `${file.replaceAll('\\', '/')}: ${name}`),
    )
    expect(kept).toEqual(FACTS)
  })
})

describe('where packages come from', () => {
  it('is said in no file, so that every machine asks its own registry', () => {
    const hosts = [
      ['registry', 'npmjs', 'org'],
      ['registry', 'yarnpkg', 'com'],
      ['registry', 'npmmirror', 'com'],
      ['npm', 'pkg', 'github', 'com'],
      ['npm', 'jsr', 'io'],
    ].map((parts) => parts.join('.'))
    const isText =
      /\.(ts|json|md|yml|yaml|html|css|js|npmrc|gitignore|dockerignore|example)$|Dockerfile|\/run$/
    const telling = files.filter(
      (file) => isText.test(file) && hosts.some((host) => textOf(file).includes(host)),
    )
    expect(telling).toEqual([])
  })

  it('is not in the lock file either', () => {
    const lock = JSON.parse(textOf('package-lock.json')) as {
      readonly packages: Readonly<Record<string, { readonly resolved?: string }>>
    }
    const resolved = Object.entries(lock.packages).filter(
      ([, { resolved }]) => resolved !== undefined,
    )
    expect(Object.keys(lock.packages).length).toBeGreaterThan(50)
    expect(resolved).toEqual([])
  })
})
