import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A wire between a bot and its database that can be cut in the worst way: nothing is closed, nothing comes. */
export interface Wire {
  /** The same database, by way of this wire. */
  readonly url: string
  swallow(): void
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
  function join(from: Socket, to: Socket, told = (said: string) => said): void {
    sockets.add(from)
    // Every byte is a letter of its own.
    from.setEncoding('latin1').on('data', (said: string) => {
      if (!isCut) to.write(told(said), 'latin1')
    })
    from.on('error', () => undefined)
    from.on('close', () => {
      sockets.delete(from)
      if (!isCut) to.destroy()
    })
  }
  const server = createServer((near) => {
    const far = connect(Number(there.port), there.hostname)
    join(near, far)
    join(far, near, heard)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const near = new URL(url)
  near.port = String((server.address() as AddressInfo).port)
  return {
    url: near.href,
    swallow() {
      isCut = true
    },
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
