import { expect, it } from 'vitest'
import { documentTypeIn } from '../../src/porting/document-type.ts'

it.each([
  ['invoice Frontier.pdf', 'INVOICE'],
  ['Frontier_bill_Nov.pdf', 'INVOICE'],
  ['2026-11 Statement Windstream.pdf', 'INVOICE'],
  ['AcmeInvoice.pdf', 'INVOICE'],
  ['CSR 919-555-0100.tif', 'CSR'],
  ['LOA Bill Smith.pdf', 'LOA'],
  ['LOA and bill Frontier.pdf', 'LOA'],
  ['Frontier Rochester.pdf', 'LOA'],
  ['Billings Dental.pdf', 'LOA'],
  ['letter of authorization.pdf', 'LOA'],
])('%s is read as %s', (name, type) => {
  expect(documentTypeIn(name)).toBe(type)
})
