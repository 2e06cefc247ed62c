/** What the practice Slack shows a person, as its doors tell it; see sandbox/README.md. */
export interface Screen {
  readonly me: string
  readonly people: readonly Person[]
  readonly groups: readonly { readonly id: string; readonly handle: string }[]
  readonly channels: readonly Channel[]
  readonly modal: View | null
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly tz: string
}

export interface Channel {
  readonly id: string
  readonly name: string
  readonly kind: 'channel' | 'im'
  readonly shared: boolean
  readonly messages: readonly Message[]
}

export interface Message {
  readonly ts: string
  readonly user: string
  readonly text: string
  readonly blocks: readonly Block[]
  readonly ephemeral: boolean
  readonly edited: boolean
  readonly files: readonly SharedFile[]
  readonly thread_ts?: string
  readonly thread: readonly Message[]
}

export interface SharedFile {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly permalink: string
}

export interface Text {
  readonly type: string
  readonly text: string
}

export interface Confirm {
  readonly title: Text
  readonly text: Text
  readonly confirm: Text
  readonly deny: Text
  readonly style?: string
}

export interface Option {
  readonly text: Text
  readonly value: string
  readonly description?: Text
}

/** The elements of blocks that are pressed, chosen from or filled in. */
export interface Control {
  readonly type: string
  readonly action_id: string
  readonly text?: Text
  readonly value?: string
  readonly style?: string
  readonly url?: string
  readonly confirm?: Confirm
  readonly placeholder?: Text
  readonly initial_option?: Option
  readonly multiline?: boolean
  readonly max_files?: number
  readonly options?: readonly Option[]
  readonly option_groups?: readonly { readonly label: Text; readonly options: readonly Option[] }[]
}

export interface Block {
  readonly type: string
  readonly block_id: string
  readonly text?: Text
  readonly fields?: readonly Text[]
  readonly accessory?: Control
  readonly elements?: readonly (Control & Partial<Text>)[]
  readonly rows?: readonly (readonly Text[])[]
  readonly column_settings?: readonly ({
    readonly align?: string
    readonly is_wrapped?: boolean
  } | null)[]
  readonly label?: Text
  readonly hint?: Text
  readonly optional?: boolean
  readonly dispatch_action?: boolean
  readonly element?: Control
}

export interface Entered {
  readonly value?: string | null
  readonly selected_option?: Option | null
  readonly selected_options?: readonly Option[]
  readonly files?: readonly SharedFile[]
}

export interface View {
  readonly id: string
  readonly title: Text | null
  readonly submit: Text | null
  readonly close: Text | null
  readonly blocks: readonly Block[]
  readonly state: { readonly values: Record<string, Record<string, Entered>> }
  readonly depth: number
  /** By label; '' is about the whole form. */
  readonly errors: Record<string, string>
}

/** A file on its way to a door. */
export interface GivenFile {
  readonly name: string
  readonly mimetype: string
  readonly base64: string
}

export type Typed = string | readonly string[] | readonly GivenFile[] | null

/** What is beside the workspace: time, the carrier's part, the scenes. */
export interface World {
  readonly now: number
  readonly turnable: boolean
  readonly orders: readonly Order[]
  readonly scenes: readonly {
    readonly name: string
    readonly title: string
    readonly says: string
  }[]
  readonly commands: readonly {
    readonly name: string
    readonly usage: string
    readonly summary: string
  }[]
  readonly shortcuts: readonly { readonly id: string; readonly name: string }[]
}

export interface Order {
  readonly id: string
  readonly status: string
  readonly customerOrderId: string | null
  readonly tns: readonly string[]
  readonly goesLiveAt: string | null
}

/** What every part of the page is given: who looks at what, and how to do something. */
export interface Desk {
  readonly screen: Screen
  readonly world: World | null
  readonly showIds: boolean
  /** Does it at a door of people, as whoever looks; a refusal is shown and answered with null. */
  readonly act: (door: string, body: object) => Promise<unknown>
  /** The same at a door of the world beside. */
  readonly turn: (door: string, body: object) => Promise<unknown>
  /** Shows a confirm dialog. */
  readonly ask: (confirm: Confirm) => Promise<boolean>
}
