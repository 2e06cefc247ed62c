import { expect, it } from 'vitest'
import { addressOfLines } from '../../src/porting/address-lines.ts'
import { readNumbers } from '../../src/porting/read-numbers.ts'
import { readiness } from '../../src/porting/readiness.ts'
import { eastern, portOrder, tn } from './port-order.ts'
import { calendar } from '../fixtures/planning.ts'

interface Written {
  readonly street?: string
  readonly city?: string
  readonly state: string
  readonly zip: string
  readonly numbers?: string
  readonly wireless?: boolean
}

/** What is advised about an order that is written so. */
function advised({ street = '1 Elm St', city = 'Here', wireless = false, ...rest }: Written) {
  const [houseNumber = '', ...words] = street.split(' ')
  const lines = { houseNumber, streetName: words.join(' '), addressLine2: '', city, ...rest }
  const { subscriber, losingCarrier } = portOrder()
  const { numbers } = readNumbers(rest.numbers ?? '800-555-0100')
  const order = portOrder({
    numbers,
    billingTelephoneNumber: numbers[0] ?? tn('919-555-0100'),
    subscriber: { ...subscriber, serviceAddress: addressOfLines(lines, null) },
    losingCarrier: { ...losingCarrier, wireless },
  })
  return readiness(order, { documents: [], now: eastern('2026-12-01 09:00'), calendar })
    .filter(({ state, name }) => state === 'advice' && name === 'service address')
    .map(({ says }) => says)
    .join(' ')
}

const local = (zip: string, state: string, numbers: string) => advised({ zip, state, numbers })

it.each([
  ['VA', '27601', '703-555-0100', /27601 is in NC, and the state is VA/],
  ['North Carolina', '10001', '919-555-0100', /10001 is in NY, and the state is NC/],
  ['PR', '33101', '787-555-0100', /is in FL/],
  ['ON', 'H2X 1Z4', '416-555-0100', /is in QC/],
  ['NY', 'M5V 2T6', '212-555-0100', /is in ON/],
])('a state and a ZIP that contradict are noticed: %s %s', (state, zip, numbers, says) => {
  expect(local(zip, state, numbers)).toMatch(says)
})

it.each([
  ['NY', '06390', '631-555-0100'],
  ['PR', '00901', '787-555-0100'],
  ['VI', '00802', '340-555-0100'],
  ['NU', 'X0A 0H0', '867-555-0100'],
  ['PE', 'C1A 1A1', '902-555-0100'],
  ['WY', '83414', '307-555-0100'],
  ['NC', '27601', '919-555-0100 984-555-0100'],
  ['VA', '22301', '919-555-0100 703-555-0100'],
])('what fits together is not doubted: %s %s %s', (state, zip, numbers) => {
  expect(local(zip, state, numbers)).toBe('')
})

it('a billing address of another state than the numbers is noticed', () => {
  const says = local('22301', 'VA', '919-555-0100 984-555-0100')
  expect(says).toMatch(/numbers are in NC.*address is in VA.*billing/)
  expect(local('22301', 'VA', '919-555-0100 212-555-0100')).toMatch(/in other states/)
  // Who moves takes the number of a mobile along, and of a new area code nobody can tell.
  expect(advised({ state: 'VA', zip: '22301', numbers: '919-555-0100', wireless: true })).toBe('')
  expect(local('22301', 'VA', '919-555-0100 999-555-0100')).toBe('')
})

const PLACES = [
  ['Durham', 'NC', '27701', '919'],
  ['New York', 'NY', '10011', '212'],
  ['Los Angeles', 'CA', '90012', '213'],
  ['Chicago', 'Illinois', '60601', '312'],
  ['Houston', 'TX', '77002', '713'],
  ['Phoenix', 'AZ', '85004', '602'],
  ['Denver', 'CO', '80202', '720'],
  ['Washington', 'DC', '20001', '202'],
  ['Boston', 'Massachusetts', '02134', '617'],
  ['Honolulu', 'HI', '96813', '808'],
  ['Anchorage', 'AK', '99501', '907'],
  ['San Juan', 'Puerto Rico', '00901', '787'],
  ['Toronto', 'ON', 'M5V 2T6', '416'],
  ['Montreal', 'Quebec', 'H2X 1Z4', '514'],
  ['St. Louis', 'MO', '63101', '314'],
  ['Kansas City', 'KS', '66101', '913'],
  ['Memphis', 'TN', '38103', '901'],
  ['Boise', 'ID', '83702', '208'],
  ['Burlington', 'VT', '05401', '802'],
  ['Fargo', 'ND', '58102', '701'],
] as const
const STREETS = [
  '12 Orchard Ln',
  '300B N Box Elder Way',
  '4 Post Office Rd',
  '1010 10th Ave',
  '77 Suite St',
] as const

it.each(PLACES)('no ordinary address is doubted: %s, %s', (city, state, zip, area) => {
  for (const street of STREETS) {
    expect(advised({ street, city, state, zip, numbers: `${area}-555-0100` }), street).toBe('')
  }
})
