import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  documentOf,
  loaFormView,
  noDocumentTyped,
  readLoaForm,
  type LoaFormInput,
} from '../../../src/slack/forms/loa-view.ts'
import { enter, labels, optionsIn, under, untouched } from './practice-screen.ts'
import { refusalsOf } from '../slack-takes.ts'

const blank: LoaFormInput = {
  formId: 'form-8',
  number: null,
  named: null,
  fileName: null,
  typed: noDocumentTyped,
  problems: [],
}
const file = { id: 'F1', name: 'signed.pdf', mimetype: 'application/pdf', size: 9, url: null }

describe('the document form', () => {
  it('asks for order, file, kind and name', () => {
    const view = loaFormView(blank)
    expect(labels(view)).toEqual(['Order', 'File', 'Kind', 'Document name'])
    expect(optionsIn(view, 'type')).toEqual(['LOA', 'Invoice', 'CSR', 'Other'])
  })

  it('does not ask for what is known', () => {
    const view = loaFormView({
      ...blank,
      number: 1042,
      named: '#1042 · Acme Dental',
      fileName: 'signed <1>.pdf',
    })
    expect(labels(view)).toEqual(['Kind', 'Document name'])
    expect(JSON.stringify(view)).toContain('#1042 · Acme Dental')
    expect(JSON.stringify(view)).toContain('signed &lt;1&gt;.pdf')
  })

  it('comes back with everything still typed and within what Slack takes', () => {
    const typed = fc.record({
      order: fc.string({ maxLength: 100 }),
      type: fc.constantFrom('LOA', 'INVOICE', 'CSR', 'OTHER'),
      name: fc.string({ unit: 'binary', maxLength: 200 }),
    })
    const problems = fc.array(
      fc.record({
        field: fc.constantFrom(
          null,
          'order' as const,
          'file' as const,
          'type' as const,
          'name' as const,
        ),
        says: fc.string({ maxLength: 4000 }),
      }),
    )
    fc.assert(
      fc.property(typed, problems, (document, wrong) => {
        const view = loaFormView({ ...blank, typed: document, problems: wrong })
        expect(readLoaForm(untouched(view)).typed).toEqual(document)
        expect(refusalsOf(view)).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  it('shows a mistake under its field', () => {
    const problems = [{ field: 'file', says: 'The file is empty. Choose another.' }] as const
    expect(under(loaFormView({ ...blank, problems }), 'file')).toContain('The file is empty.')
  })

  it('reads the file that was put in', () => {
    const values = enter(loaFormView(blank), 'file', { files: [{ id: 'F1', name: 'signed.pdf' }] })
    expect(readLoaForm(values).files).toMatchObject([{ id: 'F1', name: 'signed.pdf' }])
  })
})

describe('what was typed becomes a document', () => {
  const typed = { order: ' #1042 ', type: 'CSR', name: ' May bill ' }

  it('with its order, kind, name and file', () => {
    expect(documentOf({ typed, files: [file] }, blank)).toEqual({
      ok: { order: '#1042', type: 'CSR', name: 'May bill', file },
    })
  })

  it('without what the form did not ask for', () => {
    const asked = { number: 1042, fileName: 'signed.pdf' }
    expect(documentOf({ typed: noDocumentTyped, files: [] }, asked)).toEqual({
      ok: { order: null, type: 'LOA', name: null, file: null },
    })
  })

  it('or every mistake under its own field', () => {
    const wrong = { order: ' ', type: 'HOROSCOPE', name: 'x'.repeat(51) }
    expect(documentOf({ typed: wrong, files: [] }, blank)).toEqual({
      problems: [
        { field: 'order', says: 'Enter the order number, like 1042.' },
        { field: 'file', says: 'Add the file.' },
        { field: 'type', says: 'Choose a document type.' },
        {
          field: 'name',
          says: 'Keep it to 50 characters. This has 51.',
        },
      ],
    })
  })
})
