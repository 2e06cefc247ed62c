import type { Turning } from './turning.ts'

/** What a scene is played with: the doors of both practice servers, and the clock. */
interface Stage {
  human(path: string, body?: object): Promise<unknown>
  control(path: string, body?: object): Promise<unknown>
  readonly turning: Turning
  untilIdle(): Promise<void>
}

interface Scene {
  readonly title: string
  /** What there is to do in it. */
  readonly says: string
  play(stage: Stage): Promise<void>
}

export type SceneName = 'foc-day' | 'toll-free-draft' | 'rejected'

/** Situations to start from. People's parts are played through the doors, so the real bot makes them. */
export const SCENES: Readonly<Record<SceneName, Scene>> = {
  'foc-day': {
    title: 'A local order on its FOC day',
    says: 'Today is the FOC date. Activate it, and let an approver decide.',
    async play(stage) {
      const { order, foc } = await submittedLocally(stage)
      await stage.control(`orders/${order}/foc`, {})
      await stage.turning.turn('noticed')
      // Ten in the morning in New York, whether in summer or in winter.
      await stage.turning.until(Date.parse(`${foc}T15:00:00Z`))
    },
  },
  'toll-free-draft': {
    title: 'A toll-free draft',
    says: 'Its numbers passed the check. Add the LOA, then request approval.',
    async play(stage) {
      const numbers = await freeNumbers(stage, '800-555')
      await draft(stage, numbers, {
        ...ANYBODY,
        Subscriber: 'Business',
        'Business name': 'Sunset Spa',
      })
      await stage.turning.turn('noticed')
    },
  },
  rejected: {
    title: 'A rejected order',
    says: 'The losing carrier says the address is wrong. See what portin does with it.',
    async play(stage) {
      const { order } = await submittedLocally(stage)
      await stage.control(`orders/${order}/reject`, {})
      await stage.turning.turn('noticed')
    },
  },
}

const ANYBODY = {
  'Signer (authorizing person)': 'J Rivera',
  Site: '14020',
  'Goes live': 'Automatically at 11:30 AM ET on the FOC date',
}

const ACME = {
  ...ANYBODY,
  Subscriber: 'Business',
  'Business name': 'Acme Dental',
  'House number': '100',
  Street: 'Main St',
  City: 'Raleigh',
  State: 'NC',
  ZIP: '27601',
  'Goes live': 'On demand: you activate, or it goes live at the time you set',
  'Time (ET)': '10 PM ET',
}

interface Numbers {
  readonly typed: string
  readonly first: string
}

async function submittedLocally(stage: Stage): Promise<{ order: string; foc: string }> {
  const numbers = await freeNumbers(stage, '919-555')
  const { number, foc } = await draft(stage, numbers, {
    ...ACME,
    'BTN (billing number)': numbers.first,
  })
  const card = await seen(stage, 'porter', new RegExp(`#${number} · Acme Dental`))
  await stage.human('say', {
    as: 'porter',
    channel: 'porting',
    thread: card.ts,
    text: 'here is the letter',
    files: [{ name: 'loa.pdf', mimetype: 'application/pdf', base64: loa() }],
  })
  await stage.untilIdle()
  await press(stage, 'porter', 'Attach as LOA', /loa\.pdf/)
  await seen(stage, 'porter', new RegExp(`loa\\.pdf.* is attached to #${number}`))
  await stage.human('command', { as: 'porter', channel: 'porting', text: `submit ${number}` })
  await stage.untilIdle()
  await press(stage, 'approver', 'Approve and submit', new RegExp(`[Ss]ubmit #${number}`))
  await seen(stage, 'porter', new RegExp(`Submitted: #${number}`))
  await stage.turning.turn('noticed')
  return { order: (await orderOf(stage, numbers)).id, foc }
}

/** Fills in and sends the form of a new order, asking for the third day that it offers. */
async function draft(
  stage: Stage,
  numbers: Numbers,
  values: Readonly<Record<string, string>>,
): Promise<{ number: string; foc: string }> {
  await stage.human('command', { as: 'porter', channel: 'porting', text: `new ${numbers.typed}` })
  await stage.untilIdle()
  const foc = (await optionsOf(stage, 'Requested FOC'))[3] ?? ''
  await stage.human('submit', { as: 'porter', values: { ...values, 'Requested FOC': foc } })
  await stage.untilIdle()
  const made = await waitFor('a draft', async () => {
    const words = (await messages(stage, 'porter')).map((message) => JSON.stringify(message))
    const card = words.findLast((said) => said.includes(`${numbers.first} to `))
    return /#(\d+) · /.exec(card ?? '')?.[1]
  })
  return { number: made, foc }
}

async function optionsOf(stage: Stage, label: string): Promise<readonly string[]> {
  const form = (await stage.human('modal?as=porter')) as {
    blocks: { label?: { text: string }; element?: { options?: { value: string }[] } }[]
  } | null
  const block = form?.blocks.find((each) => each.label?.text === label)
  return (block?.element?.options ?? []).map(({ value }) => value)
}

interface Glimpse {
  readonly id: string
  readonly tns: readonly string[]
}

async function orders(stage: Stage): Promise<readonly Glimpse[]> {
  return ((await stage.control('orders')) as { orders: readonly Glimpse[] }).orders
}

async function orderOf(stage: Stage, { first }: Numbers): Promise<Glimpse> {
  const tn = first.replaceAll('-', '')
  const found = (await orders(stage)).find(({ tns }) => tns.includes(tn))
  if (!found) throw new Error(`There is no order of ${first}.`)
  return found
}

/** Three fictitious numbers of a prefix that stand in no order yet. */
async function freeNumbers(stage: Stage, prefix: string): Promise<Numbers> {
  const taken = new Set((await orders(stage)).flatMap(({ tns }) => tns))
  const line = (number: number) => `0${100 + number}`
  const starts = Array.from({ length: 33 }, (_, index) => index * 3)
  const free = starts.find((start) =>
    [0, 1, 2].every((each) => !taken.has(`${prefix}-${line(start + each)}`.replaceAll('-', ''))),
  )
  if (free === undefined) throw new Error(`All numbers of ${prefix} are in orders. Start over.`)
  const first = `${prefix}-${line(free)}`
  return { typed: `${first}..${line(free + 2)}`, first }
}

interface Message {
  readonly ts: string
  readonly blocks: readonly unknown[]
  readonly text: string
  readonly thread: readonly Message[]
}

async function messages(stage: Stage, as: string): Promise<readonly Message[]> {
  const channel = (await stage.human(`channel/porting?as=${as}`)) as { messages: Message[] }
  return channel.messages.flatMap((head) => [head, ...head.thread])
}

/** The newest message with these words. */
function seen(stage: Stage, as: string, words: RegExp): Promise<Message> {
  return waitFor(`${as} to see ${words.source}`, async () =>
    (await messages(stage, as)).findLast((message) => words.test(JSON.stringify(message))),
  )
}

async function press(stage: Stage, as: string, action: string, words: RegExp): Promise<void> {
  const has = (message: Message) => {
    const { thread: _replies, ...own } = message
    return words.test(JSON.stringify(own)) && JSON.stringify(own.blocks).includes(`"${action}"`)
  }
  const { ts } = await waitFor(`${as} to see ${action}`, async () =>
    (await messages(stage, as)).findLast(has),
  )
  await stage.human('click', { as, channel: 'porting', ts, action })
  await stage.untilIdle()
}

const PATIENCE_MS = 10_000

async function waitFor<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS
  while (performance.now() < deadline) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`The scene stopped: waited for ${what} in vain.`)
}

function loa(): string {
  const bytes = '%PDF-1.4\n1 0 obj\n<< /Title (Letter of authorization) >>\nendobj\n%%EOF\n'
  return Buffer.from(bytes).toString('base64')
}
