import { expect, it } from 'vitest'
import { sharedIn } from '../../src/porting/bulk-order.ts'
import { emptyContent } from '../../src/porting/empty-content.ts'

const SUBSCRIBER =
  '{"type":null,"businessName":null,"firstName":null,"middleInitial":null,"lastName":null,' +
  '"serviceAddress":{"housePrefix":null,"houseNumber":null,"houseSuffix":null,"preDirectional":null,' +
  '"streetName":null,"streetSuffix":null,"postDirectional":null,"addressLine2":null,"city":null,' +
  '"stateCode":null,"zip":null,"plusFour":null,"county":null}}'

// What is kept is compared text by text with what is seen: another order of the keys would draw every
// card again after the upgrade.
it('keeps the content of an order as earlier releases kept it', () => {
  expect(JSON.stringify(emptyContent([]))).toBe(
    `{"numbers":[],"billingTelephoneNumber":null,"newBillingTelephoneNumber":null,"subscriber":${SUBSCRIBER},` +
      '"loaAuthorizingPerson":null,"siteId":null,"peerId":null,"requestedFocDate":null,"triggered":false,' +
      '"partialPort":false,"targetRespOrgId":null,"alternateSpid":null}',
  )
})

it('keeps what a bulk order shares as earlier releases kept it', () => {
  expect(JSON.stringify(sharedIn(emptyContent([])))).toBe(
    `{"subscriber":${SUBSCRIBER},"loaAuthorizingPerson":null,"siteId":null,"peerId":null,` +
      '"requestedFocDate":null,"targetRespOrgId":null}',
  )
})
