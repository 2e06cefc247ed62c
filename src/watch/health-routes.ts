import { examineBandwidth, examineDatabase, examineKnowledge } from '../desk/doctor.ts'
import { bad, good, type Finding } from '../desk/finding.ts'
import type { Desk } from '../desk/desk.ts'
import type { MonotonicMs } from '../porting/monotonic.ts'
import { cached } from '../slack/cached.ts'
import { answerJson, jsonRoute } from './answer-json.ts'
import { throwAway } from './request-body.ts'
import type { WebRoute } from './web-server.ts'

interface HealthDeps {
  /** For caching: the same check is not repeated within moments. */
  readonly monotonic: () => MonotonicMs
  /** Why the bot cannot work in Slack, as far as is known without asking; null while it can. */
  readonly noticed: () => string | null
  /** The same, found out by asking Slack. */
  readonly slackTrouble: () => Promise<string | null>
}

/**
 * `/health`: the process answers. `/ready`: Slack, Bandwidth and the database answer, and the order data is
 * not too old; otherwise 503. `/active`: this process is the active one. The answers are public.
 */
export function healthRoutes(desk: Desk, deps: HealthDeps): readonly WebRoute[] {
  const findingOf = cached(deps.monotonic, (part) =>
    part === 'slack' ? examineSlack() : examineBandwidth(desk),
  )

  async function examineSlack(): Promise<Finding> {
    const trouble = await deps.slackTrouble()
    return trouble === null ? good('Slack', 'answers.') : slackIsBad(trouble)
  }

  async function examine(): Promise<Record<string, Finding>> {
    const database = await examineDatabase(desk)
    const noticed = deps.noticed()
    return {
      slack: noticed === null ? await findingOf('slack') : slackIsBad(noticed),
      bandwidth: await findingOf('bandwidth'),
      database,
      ...(database.state === 'good' && { knowledge: await examineKnowledge(desk) }),
    }
  }

  return [
    jsonRoute('/health', 200, () => ({ alive: true })),
    jsonRoute('/active', 200, () => ({ active: true })),
    {
      path: '/ready',
      method: 'GET',
      handler(request, response) {
        throwAway(request)
        examine().then(
          (findings) => {
            const parts = Object.entries(findings)
            const ready = parts.every(([, { state }]) => state !== 'bad')
            const shown = parts.map(
              ([part, { state, says }]) => [part, { ok: state !== 'bad', says }] as const,
            )
            answerJson(response, ready ? 200 : 503, { ready, ...Object.fromEntries(shown) })
          },
          (error: unknown) => {
            desk.log('ready-failed', { error })
            answerJson(response, 503, { ready: false })
          },
        )
      },
    },
  ]
}

function slackIsBad(trouble: string): Finding {
  return bad('Slack', `${trouble}.`, 'Check the tokens.')
}
