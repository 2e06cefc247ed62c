import type { OrderContent } from './order.ts'
import type { TelephoneNumber } from './telephone-number.ts'

/** An order of which nothing but its numbers is known yet. */
export function emptyContent(numbers: readonly TelephoneNumber[]): OrderContent {
  return {
    numbers,
    billingTelephoneNumber: null,
    newBillingTelephoneNumber: null,
    subscriber: {
      type: null,
      businessName: null,
      firstName: null,
      middleInitial: null,
      lastName: null,
      serviceAddress: {
        housePrefix: null,
        houseNumber: null,
        houseSuffix: null,
        preDirectional: null,
        streetName: null,
        streetSuffix: null,
        postDirectional: null,
        addressLine2: null,
        city: null,
        stateCode: null,
        zip: null,
        plusFour: null,
        county: null,
      },
    },
    loaAuthorizingPerson: null,
    siteId: null,
    peerId: null,
    requestedFocDate: null,
    triggered: false,
    partialPort: false,
    targetRespOrgId: null,
    alternateSpid: null,
  }
}
