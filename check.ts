import { exec, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'

/** All that can be said of the code without running it. Linting takes as long as the rest together. */
const SIDE_BY_SIDE = [['eslint .'], ['tsc', 'tsc -p sandbox/slack/page', 'prettier --check .']]

/** @returns whether there is nothing to complain of; else that was said. */
async function check(command: string): Promise<boolean> {
  try {
    await promisify(exec)(command, { maxBuffer: Infinity })
    return true
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string }
    console.error(`${command}\n${stdout}${stderr}`)
    return false
  }
}

/** Shown while it runs. @returns whether it went well. */
async function play([program = '', ...args]: readonly string[]): Promise<boolean> {
  const [code] = (await once(spawn(program, args, { stdio: 'inherit' }), 'exit')) as [number | null]
  return code === 0
}

async function inTurn(commands: readonly string[]): Promise<boolean> {
  const results: boolean[] = []
  for (const command of commands) results.push(await check(command))
  return results.every(Boolean)
}

const queues = SIDE_BY_SIDE.map(inTurn)
// What is given is played as soon as a core is free; where something is complained of already, not at all.
const given = process.argv.slice(2)
const isFree = await Promise.race(queues)
const passed = [
  isFree && (given.length === 0 || (await play(given))),
  ...(await Promise.all(queues)),
]
if (!passed.every(Boolean)) process.exitCode = 1
