import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A wire between a bot and its database that can be cut in the worst way: nothing is closed, nothing comes. */
export interface Wire {
  /** The same database, by way of this wire. */
  readonly url: string
  swallow(): void
  /** From now on whatever is said takes so long, to either side. */
  slow(ms: number): void
  close(): void
}

/** @param heard What the bot hears in place of what its database says; of the same length. */
export async function openWire(
  url: string,
  heard: (said: string) => string = (said) => said,
): Promise<Wire> {
  const there = new URL(url)
  const sockets = new Set<Socket>()
  let isCut = false
  let lagMs = 0
  function join(from: Socket, to: Socket, told = (said: string) => said): void {
    sockets.add(from)
    const pass = (said: string): void => {
      if (!isCut && to.writable) to.write(told(said), 'latin1')
    }
    // Every byte is a letter of its own.
    from.setEncoding('latin1').on('data', (said: string) => {
      if (lagMs > 0) setTimeout(pass, lagMs, said)
      else pass(said)
    })
    from.on('error', () => undefined)
    from.on('close', () => {
      sockets.delete(from)
      if (!isCut) to.destroy()
    })
  }
  const door = await standBefore(url, (near) => {
    const far = connect(Number(there.port), there.hostname)
    join(near, far)
    join(far, near, heard)
  })
  return {
    url: door.url,
    swallow() {
      isCut = true
    },
    slow(ms) {
      lagMs = ms
    },
    close() {
      door.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** The same address, but for a port of this machine at which others are let in. */
async function standBefore(
  url: string,
  letIn: (near: Socket) => void,
): Promise<Pick<Wire, 'url' | 'close'>> {
  const server = createServer(letIn).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const near = new URL(url)
  near.port = String((server.address() as AddressInfo).port)
  return { url: near.href, close: () => server.close() }
}

/** Its number and its key, as a pooler tells whoever connects: they are its own, and no session of the server has them. */
const KEY = 'K\0\0\0\x0c'
const POOLED = `${KEY}\0\0\0\x01\0\0\0\x01`

/** What a pooler tells in session mode: each has a session, under another number than the server's. */
export function asPooled(said: string): string {
  const at = said.indexOf(KEY)
  return at === -1 ? said : said.slice(0, at) + POOLED + said.slice(at + POOLED.length)
}

const ENDS = 'X'
/** Let in, under its own number, outside of a transaction. */
const WELCOME = `R\0\0\0\x08\0\0\0\0${POOLED}Z\0\0\0\x05I`

/** PgBouncer in transaction mode: whoever comes has the session that another has outside of its transactions. */
export async function openPooler(url: string): Promise<Pick<Wire, 'url' | 'close'>> {
  const there = new URL(url)
  const far = connect(Number(there.port), there.hostname).setEncoding('latin1')
  far.on('error', () => undefined)
  const nears = new Set<Socket>()
  let asks: Socket | undefined
  far.on('data', (said: string) => asks?.write(asPooled(said), 'latin1'))
  const door = await standBefore(url, (near) => {
    let isIn = nears.size === 0
    nears.add(near)
    near.on('error', () => undefined)
    near.setEncoding('latin1').on('data', (said: string) => {
      if (said.startsWith(ENDS)) return
      asks = near
      if (isIn) far.write(said, 'latin1')
      else near.write(WELCOME, 'latin1')
      isIn = true
    })
  })
  return {
    url: door.url,
    close() {
      door.close()
      for (const socket of [far, ...nears]) socket.destroy()
    },
  }
}
