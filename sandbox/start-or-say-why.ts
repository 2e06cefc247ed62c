import type { Arguments } from './arguments.ts'

/** A taken port is one sentence with what to do, and ends the process. */
export async function startOrSayWhy<T>(asked: Arguments, start: () => Promise<T>): Promise<T> {
  try {
    return await start()
  } catch (error) {
    const { code, port } = error as { readonly code?: string; readonly port?: number }
    if (code !== 'EADDRINUSE' || port === undefined) throw error
    const option = port === asked.slackPort ? '--slack-port' : '--bandwidth-port'
    console.error(
      `Port ${port} is in use, perhaps by another demo. Stop that one or add "${option} 0" for any free port.`,
    )
    process.exit(1)
  }
}
