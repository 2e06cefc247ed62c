import { ApiError } from '../api-error.ts'
import { isObject, listOf, textOf } from '../json.ts'
import { BOT } from '../people.ts'
import type { StoredFile } from '../files.ts'
import type { Workspace } from '../workspace.ts'
import { thread, writable } from './chat.ts'
import type { MethodFamily } from './method.ts'

export const FILES: MethodFamily = {
  'files.info': (args, { files }) => ({ file: files.object(files.need(args.need('file'))) }),

  'files.getUploadURLExternal'(args, { files, url }) {
    const length = Number(args.need('length'))
    if (!(length > 0)) throw new ApiError('invalid_arguments')
    const file = files.expected(BOT.id, args.need('filename'), length)
    return { upload_url: `${url}/upload/${file.id}`, file_id: file.id }
  },

  'files.completeUploadExternal'(args, workspace) {
    const given = listOf(args.json('files')).filter(isObject)
    if (given.length === 0) throw new ApiError('invalid_arguments')
    const channel = args.text('channel_id')
    const conversation = channel === undefined ? undefined : writable(channel, workspace)
    const threadTs = conversation && thread(args, conversation, workspace)
    const uploaded = given.map(({ id, title }) => {
      const file = workspace.files.get(textOf(id) ?? '')
      if (!file || file.bytes.length === 0) throw new ApiError('file_not_found')
      file.title = textOf(title) ?? file.name
      file.complete = true
      return file
    })
    // Slack scans a file before it shares it, so the message comes after the answer.
    if (conversation) {
      const text = args.text('initial_comment') ?? ''
      setImmediate(() => {
        share(workspace, { conversation, user: BOT.id, text, threadTs, files: uploaded })
      })
    }
    return { files: uploaded.map((file) => workspace.files.object(file)) }
  },
}

interface Share {
  readonly conversation: ReturnType<typeof writable>
  readonly user: string
  readonly text: string
  readonly threadTs: string | undefined
  readonly files: readonly StoredFile[]
}

/** Posts files: a message of subtype file_share, and a file_shared event for each. */
export function share(workspace: Workspace, { files, ...draft }: Share): string {
  const { conversation, user } = draft
  const { ts } = workspace.messages.post({ ...draft, files, blocks: undefined })
  for (const file of files) {
    file.shares.set(conversation.id, ts)
    workspace.events.notify(conversation, {
      type: 'file_shared',
      file_id: file.id,
      user_id: user,
      file: { id: file.id },
      channel_id: conversation.id,
      event_ts: workspace.nextTs(),
    })
  }
  return ts
}
