import type { ServerResponse } from 'node:http'
import { throwAway } from './request-body.ts'
import type { WebRoute } from './web-server.ts'

type Facts = Readonly<Record<string, unknown>>

/** Facts that must not be cached, because they may change the next moment. */
export function answerJson(response: ServerResponse, status: number, facts: Facts): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(facts))
}

export function jsonRoute(path: string, status: number, facts: () => Facts): WebRoute {
  return {
    path,
    method: 'GET',
    handler(request, response) {
      throwAway(request)
      answerJson(response, status, facts())
    },
  }
}
