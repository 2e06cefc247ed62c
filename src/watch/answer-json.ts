import type { ServerResponse } from 'node:http'

/** Facts that nobody keeps: the next moment they may be others. */
export function answerJson(
  response: ServerResponse,
  status: number,
  facts: Readonly<Record<string, unknown>>,
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(facts))
}
