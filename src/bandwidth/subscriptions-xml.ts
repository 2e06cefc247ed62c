import type { OrderId } from '../porting/order.ts'
import type { Subscription, SubscriptionContent } from './bandwidth.ts'
import { readSentence } from './fields.ts'
import type { XmlElement } from './xml.ts'
import { group, leaf, xmlDocument } from './xml-writer.ts'

/** What is left out falls to its default, in a replacement too: so everything is written, always. */
export function writeSubscription(content: SubscriptionContent): string {
  const { orderType, url, expirySeconds, username, password } = content
  return xmlDocument(
    'Subscription',
    leaf('OrderType', orderType),
    group(
      'CallbackSubscription',
      leaf('URL', url),
      leaf('Expiry', `${expirySeconds}`),
      group(
        'CallbackCredentials',
        group('BasicAuthentication', leaf('Username', username), leaf('Password', password)),
      ),
    ),
  )
}

/** A single subscription may come with or without a wrapper. */
export function readSubscriptions(root: XmlElement): readonly Subscription[] {
  return [
    ...root.child('Subscriptions').children('Subscription'),
    ...root.children('Subscription'),
  ].flatMap((subscription) => {
    const id = subscription.child('SubscriptionId').text()
    return id === null ? [] : [{ id, ...readContent(subscription) }]
  })
}

function readContent(subscription: XmlElement): Omit<Subscription, 'id'> {
  const callback = subscription.child('CallbackSubscription')
  const basic = callback.child('CallbackCredentials').child('BasicAuthentication')
  return {
    orderType: subscription.child('OrderType').text(),
    orderId: subscription.child('OrderId').text() as OrderId | null,
    url: callback.child('URL').text(),
    secondsLeft: readSeconds(callback.child('Expiry').text()),
    lastDelivery: readSentence(callback.child('Status').text()),
    username: basic.child('Username').text(),
  }
}

/** 64 bits at Bandwidth; a value that a number cannot hold exactly is longer than anybody waits. */
function readSeconds(text: string | null): number | null {
  return text !== null && /^-?\d{1,19}$/.test(text) ? Number(text) : null
}
