import { expect, it } from 'vitest'
import { deflateSync } from 'node:zlib'
import { anotherTypeInText, documentTypeIn } from '../../src/porting/document-type.ts'
import { textInPdf } from '../../src/porting/pdf-text.ts'
import { pdfSaying } from '../fixtures/pdf-saying.ts'

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

it.each<readonly [name: string, text: string, type: string | null]>([
  ['scan 0001.pdf', '[(Inv) -20 (oice)] TJ (No. 4711 \\(November\\)) Tj', 'INVOICE'],
  ['Frontier Rochester.pdf', "(Total amount due: $412.80) '", 'INVOICE'],
  ['scan 0002.pdf', '(CUSTOMER SERVICE RECORD) Tj', 'CSR'],
  ['scan 0003.pdf', '(I authorize the port of the numbers on this invoice) Tj', null],
  ['LOA Acme.pdf', '(Invoice) Tj', null],
  ['invoice Acme.pdf', '(Letter of Authorization) Tj', null],
  ['scan 0004.pdf', '(Signed, J Rivera) Tj', null],
])('%s that says %s in its text is no LOA but %s', (name, text, type) => {
  expect(anotherTypeInText(name, textInPdf(pdfSaying(text)))).toBe(type)
})

it('a PDF without text, one that was cut off, one that unpacks to gigabytes and what is no PDF say nothing', () => {
  const bomb = deflateSync(Buffer.alloc(8_000_000, ' '))
  const packed = '/Filter /FlateDecode >>\nstream\n'
  const files = [
    Buffer.from('%PDF-1.4\n1 0 obj\n<< /Title (Invoice) >>\nendobj\n%%EOF\n'),
    pdfSaying('(Invoice) Tj').subarray(0, 90),
    Buffer.concat([Buffer.from(`%PDF-1.4\n<< ${packed}`), bomb, Buffer.from('\nendstream')]),
    Buffer.from('BT (Invoice) Tj ET'),
  ]
  for (const file of files) expect(textInPdf(file)).toBe('')
})
