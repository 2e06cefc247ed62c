import { keepSubscriptions, type SubscriptionState } from '../../desk/subscribe.ts'
import { button } from '../blocks.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'

const id = 'doctor.renew-subscriptions'

export const renewSubscriptions: Button<[]> = {
  id,
  needs: 'admin',
  draw: () => button({ id, text: 'Renew subscriptions', value: 'all' }),
  async click({ desk, reply }) {
    const { hearing } = desk.settings
    if (hearing === null) {
      await reply(said('There is no public address in the settings, so nothing can be subscribed.'))
      return
    }
    const states = await keepSubscriptions(desk, hearing, { anew: true })
    const failing = states.filter(({ trouble }) => trouble !== null)
    await reply(
      said(
        failing.length === 0
          ? `Bandwidth shows both subscriptions, with ${daysLeft(states)} days to go.`
          : `Bandwidth still does not show it as it should be for ${failing
              .map(({ orderType }) => orderType)
              .join(' and ')}. The log says what it answered.`,
      ),
    )
  },
}

const DAY_S = 24 * 60 * 60

function daysLeft(states: readonly SubscriptionState[]): number {
  const left = states.map(({ subscription }) => subscription?.secondsLeft ?? 0)
  return Math.round(Math.min(...left) / DAY_S)
}
