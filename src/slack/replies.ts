import type { Message } from './blocks.ts'
import type { Workspace } from './workspace.ts'

/** An answer that only the person sees who pressed or typed something. */
export function replyByUrl(url: string): (message: Message) => Promise<void> {
  return async ({ text, blocks }) => {
    const taken = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text, blocks, response_type: 'ephemeral', replace_original: false }),
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    })
    if (!taken.ok) throw new Error(`Slack did not take the answer: ${taken.status}`)
  }
}

/** In the conversation with one person. */
export async function messageDirectly(
  workspace: Workspace,
  user: string,
  { text, blocks }: Message,
): Promise<void> {
  const channel = await workspace.places.directTo(user)
  await workspace.interactive.chat.postMessage({ channel, text, blocks: [...blocks] })
}
