import { exec } from 'node:child_process'
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

async function inTurn(commands: readonly string[]): Promise<boolean> {
  const results: boolean[] = []
  for (const command of commands) results.push(await check(command))
  return results.every(Boolean)
}

const results = await Promise.all(SIDE_BY_SIDE.map(inTurn))
if (!results.every(Boolean)) process.exitCode = 1
