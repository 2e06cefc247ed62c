import { expect, it } from 'vitest'
import { addressDoubts } from '../../src/porting/address-doubts.ts'
import { addressOfLines } from '../../src/porting/address-lines.ts'

function doubt(houseNumber: string, streetName: string, addressLine2 = ''): string {
  const place = { city: 'Raleigh', state: 'NC', zip: '27601' }
  const lines = { houseNumber, streetName, addressLine2, ...place }
  return addressDoubts(addressOfLines(lines, null)).join(' ')
}

it.each([
  ['PO', 'PO Box 1234'],
  ['9', 'P.O. Box 9'],
  ['12', 'Apartado 4'],
  ['300', 'Main St', 'PMB 12'],
  ['0', 'General Delivery'],
  ['PO Box', '77'],
  ['POB', 'POB 1234'],
  ['1', 'Case postale 88'],
  ['1', 'C.P. 88'],
  ['4', 'Apdo 12'],
  ['PO', 'Drawer 9'],
  ['1', 'PO BX 12'],
  ['1', 'P.0. Box 12'],
  ['1', 'POBox12'],
  ['1', 'Lockbox 9'],
])('a post office box is no address of a service: %s %s %s', (house, street, line2 = '') => {
  expect(doubt(house, street, line2)).toMatch(/PO box/)
})

it.each([
  ['123', '123 N Main St', /house number/],
  ['123', 'N Main St Apt 4B', /unit/],
  ['123', 'N Main St #4', /unit/],
  ['123', 'N Main St 3rd Floor', /unit/],
  ['123', 'N Main St Lot 12', /unit/],
  ['123', 'N Main St STE4', /unit/],
  ['123', 'N Main St Suite200', /unit/],
  ['123', 'N Main St 2nd Flr', /unit/],
  ['123', 'N Main St PH 2', /unit/],
  ['100', 'Rue Sherbrooke app. 4', /unit/],
  ['100', 'Rue Sherbrooke bureau 200', /unit/],
  ['10', 'Calle Luna Apto 3', /unit/],
  ['123', '123 N Main St Apt 4B', /house number.*unit/],
])('what stands in the wrong field is noticed: %s %s', (house, street, says) => {
  expect(doubt(house, street)).toMatch(says)
})

it.each([
  ['12', 'Orchard Ln'],
  ['300', 'Box Elder Way'],
  ['1', 'Post Rd'],
  ['4', 'Suite St'],
  ['10', '10th Ave'],
  ['123', 'N Main St', 'Apt 4B'],
  ['100', 'Rue Sainte-Catherine'],
  ['HC', '1 Box 14'],
  ['Km', '4.2 Carr 3'],
  ['10', 'Calle Luna'],
  ['10', 'Calle Piso Alto'],
  ['9', 'Parking Lot Rd'],
  ['9', 'Po Boxwood Ln'],
  ['9', 'Office Park Dr'],
])('an ordinary address raises no doubt: %s %s %s', (house, street, line2 = '') => {
  expect(doubt(house, street, line2)).toBe('')
})
