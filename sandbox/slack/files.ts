import { randomBytes } from 'node:crypto'
import { ApiError } from './api-error.ts'
import { isMember, type Conversations } from './conversations.ts'
import { BOT, PEOPLE, TEAM } from './people.ts'
import type { Clock } from './timestamps.ts'

export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly mimetype: string
  readonly user: string
  readonly created: number
  readonly mode: 'hosted' | 'snippet'
  title: string
  bytes: Buffer
  /** The length that the app announced for its upload; null of a file that a person gave. */
  readonly announced: number | null
  /** Where it was shared: conversation id → ts of the message. */
  readonly shares: Map<string, string>
  /** A file given to a form is seen by the app and its uploader only. */
  inForm: boolean
  /** False between asking for an upload address and completing the upload. */
  complete: boolean
}

export interface GivenFile {
  readonly name: string
  readonly mimetype: string
  readonly base64: string
}

const FILETYPES: Record<string, string> = {
  jpeg: 'jpg',
  tif: 'tiff',
  txt: 'text',
}

export type Files = ReturnType<typeof createFiles>

export function createFiles(url: string, clock: Clock, conversations: Conversations) {
  const all = new Map<string, StoredFile>()

  function store(
    about: Pick<StoredFile, 'name' | 'mimetype' | 'user' | 'mode' | 'bytes'>,
    announced: number | null = null,
  ): StoredFile {
    const file: StoredFile = {
      ...about,
      announced,
      id: `F0${randomBytes(5).toString('hex').toUpperCase()}`,
      title: about.name,
      created: Math.floor(clock.now() / 1000),
      shares: new Map(),
      inForm: false,
      complete: true,
    }
    all.set(file.id, file)
    return file
  }

  function seenByBot(id: string): StoredFile | undefined {
    const file = all.get(id)
    if (!file?.complete) return undefined
    const shown = [...file.shares.keys()].some((channel) => {
      const conversation = conversations.get(channel)
      return conversation !== undefined && isMember(conversation, BOT.id)
    })
    return shown || file.inForm || file.user === BOT.id ? file : undefined
  }

  return {
    given: (user: string, { name, mimetype, base64 }: GivenFile) =>
      store({ user, name, mimetype, mode: 'hosted', bytes: Buffer.from(base64, 'base64') }),

    snippet: (user: string, text: string) =>
      store({
        user,
        name: 'Untitled',
        mimetype: 'text/plain',
        mode: 'snippet',
        bytes: Buffer.from(text),
      }),

    expected(user: string, name: string, length: number): StoredFile {
      const mimetype = name.endsWith('.csv') ? 'text/csv' : 'application/octet-stream'
      const bytes = Buffer.alloc(0)
      const file = store({ user, name, mimetype, mode: 'hosted', bytes }, length)
      file.complete = false
      return file
    },

    get: (id: string) => all.get(id),
    seenByBot,

    need(id: string): StoredFile {
      const file = seenByBot(id)
      if (!file) throw new ApiError('file_not_found')
      return file
    },

    /** A file as files.info shows it. */
    object(file: StoredFile) {
      const extension = /\.([a-z0-9]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? ''
      const filetype = file.mode === 'snippet' ? 'text' : (FILETYPES[extension] ?? extension)
      const path = `${TEAM.id}-${file.id}`
      const name = encodeURIComponent(file.name)
      const shares = [...file.shares].map(([channel, ts]) => [channel, [{ ts }]] as const)
      return {
        id: file.id,
        created: file.created,
        timestamp: file.created,
        name: file.name,
        title: file.title,
        mimetype: file.mimetype,
        filetype: filetype === '' ? 'binary' : filetype,
        pretty_type: filetype.toUpperCase(),
        user: file.user,
        size: file.bytes.length,
        mode: file.mode,
        editable: file.mode === 'snippet',
        is_external: false,
        external_type: '',
        is_public: shares.length > 0,
        public_url_shared: false,
        url_private: `${url}/files-pri/${path}/${name}`,
        url_private_download: `${url}/files-pri/${path}/download/${name}`,
        permalink: `${url}/files/${file.user}/${file.id}/${name}`,
        ...(file.mode === 'snippet' ? { preview: file.bytes.toString().slice(0, 200) } : {}),
        channels: shares.map(([channel]) => channel),
        shares: { public: Object.fromEntries(shares) },
      }
    },

    /** A file as message events show it: from another organisation only a stub comes along. */
    inEvent(file: StoredFile) {
      if (file.user !== PEOPLE.stranger.id) return this.object(file)
      const { id, created, user } = file
      const stub = { mode: 'file_access', file_access: 'check_file_info' }
      return { id, created, timestamp: created, user, ...stub, user_team: PEOPLE.stranger.teamId }
    },
  }
}
