import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)
const START = new URL('../src/start.js', import.meta.url).pathname

/** Runs before the program, which then reads this version of Node. */
function nodeOf(version: string): string {
  const versions = `Object.freeze({ ...process.versions, node: '${version}' })`
  const code = `Object.defineProperty(process, 'versions', { value: ${versions} })`
  return `data:text/javascript,${encodeURIComponent(code)}`
}

it.each(['18.20.8', '20.20.2', '22.18.0'])(
  'a start with Node %s, which is too old, says which one is needed',
  async (version) => {
    const start = run(process.execPath, ['--import', nodeOf(version), START])
    await expect(start).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^portin needs Node 22\.19 .*npm start[^\n]*\n$/) as string,
    })
  },
)

it('imports nothing that an old Node lacks, and no TypeScript, before it has said so', () => {
  const text = readFileSync(START, 'utf8')
  expect([...text.matchAll(/^import .*$/gm)].map(([line]) => line)).toEqual([
    "import * as module from 'node:module'",
  ])
})
