import type { ModalView } from '@slack/types'
import type { DocumentType } from '../../porting/order.ts'
import { section } from '../blocks.ts'
import { lengthOf, mrkdwn } from '../mrkdwn.ts'
import { fileInput, inputsOf, menu, problemsUnder, textInput } from './inputs.ts'
import { type FieldProblem, filesIn, type Read, type StateValues, textIn } from './typed-values.ts'
import type { TypedFile } from '../typed-file.ts'
import { formView } from '../form-view.ts'

export const LOA_FORM = 'loa-form'
const LONGEST_NAME = 50

type LoaField = 'order' | 'file' | 'type' | 'name'
const partsOf = inputsOf<LoaField>(LOA_FORM)

interface TypedDocument {
  /** However an order is named; `''` too when the form does not ask. */
  readonly order: string
  readonly type: string
  readonly name: string
}

export interface LoaFormInput {
  readonly formId: string
  /** The order where it is known; `null`: the form asks. */
  readonly number: number | null
  /** That order with its customer. */
  readonly named: string | null
  /** The name of the file where there is one already, from a message; `null`: the form asks for one. */
  readonly fileName: string | null
  readonly typed: TypedDocument
  readonly problems: readonly { readonly field: LoaField | null; readonly says: string }[]
}

export interface Document {
  /** `null`: the form did not ask. */
  readonly order: string | null
  readonly type: DocumentType
  /** `null`: as the file is called. */
  readonly name: string | null
  /** `null`: the form did not ask. */
  readonly file: TypedFile | null
}

const TYPES: Record<DocumentType, string> = {
  LOA: 'LOA',
  INVOICE: 'Invoice',
  CSR: 'CSR',
  OTHER: 'Other',
}

export const noDocumentTyped: TypedDocument = { order: '', type: 'LOA', name: '' }

export function loaFormView({
  formId,
  number,
  named,
  fileName,
  typed,
  problems,
}: LoaFormInput): ModalView {
  const known = [
    named === null ? null : section(mrkdwn`For *${named}*`),
    fileName === null ? null : section(mrkdwn`The file *${fileName}*`),
  ]
  return formView(LOA_FORM, formId, { title: 'Add a document', submit: 'Send to Bandwidth' }, [
    ...problemsUnder(null, problems),
    ...known.filter((block) => block !== null),
    ...(number === null
      ? [
          textInput({
            ...partsOf('order', 'Order'),
            typed: typed.order,
            required: true,
            hint: 'Its number, like 1042, its PON, or one of its phone numbers.',
          }),
        ]
      : []),
    ...problemsUnder('order', problems),
    ...(fileName === null
      ? [
          fileInput({
            ...partsOf('file', 'File'),
            required: true,
            hint: 'Up to 3 MB. A toll-free LOA has to be a PDF or TIFF.',
          }),
        ]
      : []),
    ...problemsUnder('file', problems),
    menu({
      ...partsOf('type', 'Kind'),
      typed: typed.type,
      choices: Object.entries(TYPES).map(([value, label]) => ({ value, label })),
      unlisted: (type) => type,
      required: true,
    }),
    ...problemsUnder('type', problems),
    textInput({
      ...partsOf('name', 'Document name'),
      typed: typed.name,
      hint: `Up to ${LONGEST_NAME} characters. Empty: the file name.`,
    }),
    ...problemsUnder('name', problems),
  ])
}

export function readLoaForm(values: StateValues): {
  readonly typed: TypedDocument
  readonly files: readonly TypedFile[]
} {
  return {
    typed: {
      order: textIn(values, 'order'),
      type: textIn(values, 'type'),
      name: textIn(values, 'name'),
    },
    files: filesIn(values, 'file'),
  }
}

/** `asked` is what the form was drawn with: what it did not ask for is not missing. */
export function documentOf(
  { typed, files }: ReturnType<typeof readLoaForm>,
  asked: Pick<LoaFormInput, 'number' | 'fileName'>,
): Read<Document, LoaField> {
  const order = typed.order.trim()
  const name = typed.name.trim()
  const type = documentType(typed.type)
  const [file = null] = files
  const problems: FieldProblem<LoaField>[] = []
  if (asked.number === null && order === '') {
    problems.push({ field: 'order', says: 'Enter the order number, like 1042.' })
  }
  if (asked.fileName === null && file === null) {
    problems.push({ field: 'file', says: 'Add the file.' })
  }
  if (type === null) problems.push({ field: 'type', says: 'Choose a document type.' })
  const length = lengthOf(name)
  if (length > LONGEST_NAME) {
    const says = `Keep it to ${LONGEST_NAME} characters. This has ${length}.`
    problems.push({ field: 'name', says })
  }
  return type === null || problems.length > 0
    ? { problems }
    : {
        ok: {
          order: asked.number === null ? order : null,
          type,
          name: name === '' ? null : name,
          file: asked.fileName === null ? file : null,
        },
      }
}

function documentType(text: string): DocumentType | null {
  return Object.hasOwn(TYPES, text) ? (text as DocumentType) : null
}
