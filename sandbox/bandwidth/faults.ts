const KINDS = [
  'status',
  'delay',
  'hold',
  'drop-before',
  'drop-after',
  'garbage',
  'truncate',
  'silent-skip',
] as const

type RefusalForm = 'json' | 'html'

const REFUSAL_BODIES: Record<RefusalForm, (status: number) => string> = {
  json: (status) =>
    JSON.stringify({ errors: [{ code: `${status}`, description: 'Refused by the gateway' }] }),
  html: (status) =>
    `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center></body></html>`,
}

/** What a refusal of this fault says, and what it says it is. */
export function refusalBody({ body, as, status = 500 }: Fault): {
  readonly body: string
  readonly type: string | null
} {
  const text = body ?? (as === undefined ? '' : REFUSAL_BODIES[as](status))
  if (text === '') return { body: '', type: null }
  if (/^\s*[{[]/.test(text)) return { body: text, type: 'application/json' }
  return {
    body: text,
    type: /^\s*<(?:!doctype )?html/i.test(text) ? 'text/html' : 'application/xml',
  }
}

/** A bad habit on request: what happens to the next `times` calls that match. */
export interface Fault {
  readonly kind: (typeof KINDS)[number]
  /** Any method when left out. */
  readonly method?: string | undefined
  /** A RegExp source, matched against the path of the request. */
  readonly path: string
  readonly times: number
  /** Of kind `status`. */
  readonly status?: number | undefined
  readonly body?: string | undefined
  /** Of kind `status` without a body: written as a gateway before Bandwidth, or its version 2, would. */
  readonly as?: RefusalForm | undefined
  /** Of kind `delay`: real milliseconds before the call is done. */
  readonly ms?: number | undefined
}

/** Reads a fault as a door is given one; a text says what is wrong with it. */
export function readFault(sent: Readonly<Record<string, unknown>>): Fault | string {
  const kind = KINDS.find((known) => known === sent['kind'])
  if (kind === undefined) return `kind is one of ${KINDS.join(', ')}`
  const { method, path = '.*', times = 1, status, body, ms, as } = sent
  if (as !== undefined && as !== 'json' && as !== 'html') return 'as is json or html'
  if (typeof path !== 'string' || !isPattern(path)) return 'path is a regular expression'
  if (typeof times !== 'number' || times < 1) return 'times is a number from 1 on'
  return {
    kind,
    path,
    times,
    method: typeof method === 'string' ? method : undefined,
    status: typeof status === 'number' ? status : undefined,
    body: typeof body === 'string' ? body : undefined,
    ms: typeof ms === 'number' ? ms : undefined,
    as,
  }
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source)
    return true
  } catch {
    return false
  }
}

export type Faults = ReturnType<typeof createFaults>

export function createFaults() {
  let waiting: (Fault & { left: number })[] = []
  const held: (() => void)[] = []
  return {
    /** Until it is let go, the call is not done. */
    hold: () => new Promise<void>((letGo) => held.push(letGo)),
    held: () => held.length,
    letGo(): void {
      for (const go of held.splice(0)) go()
    },
    add(fault: Fault): void {
      waiting.push({ ...fault, left: fault.times })
    },
    clear(): void {
      waiting = []
    },
    list: (): readonly Fault[] => waiting.map(({ left, ...fault }) => ({ ...fault, times: left })),
    /** The fault that this call meets, used up by one. */
    meet(method: string, path: string): Fault | null {
      const met = waiting.find(
        (fault) =>
          (fault.method === undefined || fault.method.toUpperCase() === method) &&
          new RegExp(fault.path).test(path),
      )
      if (met === undefined) return null
      met.left -= 1
      waiting = waiting.filter(({ left }) => left > 0)
      return met
    },
  }
}
