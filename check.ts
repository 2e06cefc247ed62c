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
  try {
    const child = spawn(program, args, { stdio: 'inherit' })
    const [code] = (await once(child, 'exit')) as [number | null]
    return code === 0
  } catch (error) {
    console.error(`${program} can't be started: ${(error as Error).message}`)
    return false
  }
}

const results: boolean[] = []

async function inTurn(commands: readonly string[]): Promise<void> {
  for (const command of commands) results.push(await check(command))
}

const queues = SIDE_BY_SIDE.map(inTurn)
// What is given is played as soon as a core is free; where something is complained of already, not at all.
const given = process.argv.slice(2)
await Promise.race(queues)
if (given.length > 0 && results.every(Boolean)) results.push(await play(given))
await Promise.all(queues)
if (!results.every(Boolean)) process.exitCode = 1
