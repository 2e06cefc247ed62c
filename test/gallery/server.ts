import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { servePage } from '../../sandbox/slack/serve-page.ts'
import { DANA, LEE, NOW } from '../fixtures/orders.ts'
import type { Family } from './family.ts'

interface OpenGallery {
  readonly url: string
  close(): Promise<void>
}

/** What the practice page knows of its people when it draws a message. */
const DESK = {
  screen: {
    me: DANA,
    people: [
      { id: DANA, name: 'dana', role: 'porter', tz: 'America/New_York' },
      { id: LEE, name: 'lee', role: 'approver', tz: 'America/New_York' },
    ],
    groups: [],
    channels: [{ id: 'C0PORTS', name: 'porting' }],
  },
  world: { now: NOW, shortcuts: [] },
}

/** Serves the page of the gallery, drawn with the renderer of the practice Slack. */
export async function openGallery(families: readonly Family[]): Promise<OpenGallery> {
  const cases = JSON.stringify({ families, desk: DESK })
  const server = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? '/'
      if (path === '/cases.json') {
        response.writeHead(200, { 'content-type': 'application/json' }).end(cases)
      } else if (path === '/' || path === '/gallery.js') {
        const isPage = path === '/'
        const bytes = await readFile(join(import.meta.dirname, isPage ? 'page.html' : 'page.js'))
        response
          .writeHead(200, { 'content-type': isPage ? 'text/html' : 'text/javascript' })
          .end(bytes)
      } else if (!(await servePage(path, response))) response.writeHead(404).end()
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => {
          resolve()
        })
      }),
  }
}
