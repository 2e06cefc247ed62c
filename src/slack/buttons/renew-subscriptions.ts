import { ensureSubscriptions, type SubscriptionState } from '../../desk/subscribe.ts'
import { renewSubscriptions } from '../controls/doctor-controls.ts'
import { said } from '../messages/said.ts'
import type { Clickable } from '../handlers.ts'

export const onRenewSubscriptions: Clickable = {
  id: renewSubscriptions.id,
  needs: 'admin',
  async click({ desk, reply }) {
    const { webhook } = desk.settings
    if (webhook === null) {
      await reply(said('There is no public address in the settings, so nothing can be subscribed.'))
      return
    }
    const states = await ensureSubscriptions(desk, webhook, { renew: true })
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
