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
      await reply(said('PORTIN_PUBLIC_URL isn’t set, so there’s nothing to subscribe.'))
      return
    }
    const states = await ensureSubscriptions(desk, webhook, { renew: true })
    const failing = states.filter(({ trouble }) => trouble !== null)
    await reply(
      said(
        failing.length === 0
          ? `Both subscriptions are active for ${daysLeft(states)} more days.`
          : `Bandwidth still doesn’t show the right subscription for ${failing
              .map(({ orderType }) => orderType)
              .join(' and ')}. The log has its answer.`,
      ),
    )
  },
}

const DAY_S = 24 * 60 * 60

function daysLeft(states: readonly SubscriptionState[]): number {
  const left = states.map(({ subscription }) => subscription?.secondsLeft ?? 0)
  return Math.round(Math.min(...left) / DAY_S)
}
