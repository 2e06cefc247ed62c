import { ACME_FORM } from '../test/fixtures/acme-form.ts'
import type { Extent } from './arguments.ts'
import { onStage } from './contenders.ts'
import { lengthOf, ownTime, stretch } from './own-time.ts'
import type { Row } from './row.ts'
import { median, showMs, spread } from './statistics.ts'
import { firstTo, type WireTap } from './wire-tap.ts'
import type { World } from './world.ts'

const JOURNEYS_IN_A_PAIR = 2

interface Journey {
  readonly wholeMs: number
  /** Without the time in which a practice server was at work on a call. */
  readonly ownMs: number
}

/** `new` to card and `check` of 100 to verdict: what the bot itself takes of it. */
export function journeys({ pairs }: Extent): Promise<readonly Row[]> {
  return onStage(async ({ world, tap }) => {
    await checkToVerdict(world, tap)
    await newToCard(world, tap, 0)
    const cards: Journey[] = []
    const verdicts: (Journey & { readonly untilAskedMs: number })[] = []
    for (let turn = 1; turn <= pairs * JOURNEYS_IN_A_PAIR; turn += 1) {
      cards.push(await newToCard(world, tap, turn))
      verdicts.push(await checkToVerdict(world, tap))
    }
    const untilAsked = median(verdicts.map(({ untilAskedMs }) => untilAskedMs))
    return [
      row('own time from new to card, without the typing', cards, ''),
      row(
        'own time from check of 100 to verdict',
        verdicts,
        `${showMs(untilAsked)} until Bandwidth is asked`,
      ),
    ]
  })
}

/** The command until the form is at Slack, and the sent form until the card is. */
async function newToCard(world: World, tap: WireTap, turn: number): Promise<Journey> {
  const { slack, bandwidth } = world.practice
  tap.take(slack.url, bandwidth.url)
  const btn = `919-555-${String(1000 + turn)}`
  await world.command(`new ${btn}`)
  await tap.until(slack.url, /^\/api\/views\.update/, 1)
  await world.submit({ ...ACME_FORM, 'BTN (billing number)': btn })
  await tap.until(slack.url, /^\/api\/chat\.postMessage/, 1)

  const exchanges = tap.take(slack.url, bandwidth.url)
  const toForm = stretch(exchanges, '/human/command', '/api/views.update')
  const toCard = stretch(exchanges, '/human/submit', '/api/chat.postMessage')
  return {
    wholeMs: lengthOf(toForm) + lengthOf(toCard),
    ownMs: ownTime(toForm, exchanges) + ownTime(toCard, exchanges),
  }
}

async function checkToVerdict(
  world: World,
  tap: WireTap,
): Promise<Journey & { readonly untilAskedMs: number }> {
  const { slack, bandwidth } = world.practice
  tap.take(slack.url, bandwidth.url)
  await world.command('check 919-555-0100..0199')
  await tap.until(slack.url, /^\/upload\//, 1)

  const exchanges = tap.take(slack.url, bandwidth.url)
  const asked = firstTo(exchanges, '/lnpchecker')
  const { startedAt } = firstTo(exchanges, '/human/command')
  const after = exchanges.filter((one) => one.startedAt >= asked.finishedAt)
  const verdict = { from: startedAt, to: firstTo(after, '/api/chat.').startedAt }
  return {
    wholeMs: lengthOf(verdict),
    ownMs: ownTime(verdict, exchanges),
    untilAskedMs: asked.startedAt - startedAt,
  }
}

function row(figure: string, journeys: readonly Journey[], compared: string): Row {
  const own = journeys.map(({ ownMs }) => ownMs)
  return {
    figure,
    ours: showMs(median(own)),
    against: `${showMs(median(journeys.map(({ wholeMs }) => wholeMs)))} with the practice servers`,
    compared,
    spread: spread(own),
  }
}
