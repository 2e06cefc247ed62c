import type { Bandwidth } from './bandwidth.ts'
import { xmlBody, type Call } from './call.ts'
import { readErrors } from './envelope.ts'
import { BandwidthNotFound } from './errors.ts'
import { readLocation, readNothing, refuseErrors } from './reply.ts'
import { readSubscriptions, writeSubscription } from './subscriptions-xml.ts'

const ROOT = 'SubscriptionsResponse'
/** None of this id, of this type, for this order. */
const NONE = new Set(['16000', '16001', '16002'])

export function createSubscriptions(
  call: Call,
): Pick<
  Bandwidth,
  'listSubscriptions' | 'createSubscription' | 'replaceSubscription' | 'deleteSubscription'
> {
  return {
    async listSubscriptions() {
      try {
        return await call({
          operation: 'listSubscriptions',
          path: ['subscriptions'],
          read(reply) {
            if (reply.isEmpty) return []
            const root = reply.xml(ROOT)
            if (readErrors(root).some(({ code }) => NONE.has(code))) return []
            refuseErrors(reply, root)
            return readSubscriptions(root)
          },
        })
      } catch (error) {
        // Only the code distinguishes an account without subscriptions from a missing page.
        if (error instanceof BandwidthNotFound && error.errors.some(({ code }) => NONE.has(code))) {
          return []
        }
        throw error
      }
    },

    createSubscription: (content) =>
      call({
        operation: 'createSubscription',
        method: 'POST',
        path: ['subscriptions'],
        body: xmlBody(writeSubscription(content)),
        read: (reply) => ({ id: readLocation(reply, ROOT) }),
      }),

    replaceSubscription: (id, content) =>
      call({
        operation: 'replaceSubscription',
        method: 'PUT',
        path: ['subscriptions', id],
        body: xmlBody(writeSubscription(content)),
        read: nothing,
      }),

    deleteSubscription: (id) =>
      call({
        operation: 'deleteSubscription',
        method: 'DELETE',
        path: ['subscriptions', id],
        read: nothing,
      }),
  }
}

/** The answer may show the subscription; that it is so is read back. */
const nothing = readNothing(ROOT, 'Subscription')
