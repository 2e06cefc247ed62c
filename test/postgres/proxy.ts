import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A wire between a bot and its database that can be cut in the worst way: nothing is closed, nothing comes. */
export interface Wire {
  /** The same database, by way of this wire. */
  readonly url: string
  swallow(): void
  close(): void
}

export async function openWire(url: string): Promise<Wire> {
  const there = new URL(url)
  const sockets = new Set<Socket>()
  let isCut = false
  function join(from: Socket, to: Socket): void {
    sockets.add(from)
    from.on('data', (bytes) => {
      if (!isCut) to.write(bytes)
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
    join(far, near)
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
