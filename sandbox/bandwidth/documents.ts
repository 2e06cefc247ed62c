import type { Call, Reply, Route } from './call.ts'
import { refusal } from './call.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { Order, StoredDocument } from './order.ts'
import { hasTollFreeLoa, isOver, isAutomatedTollFree } from './order.ts'
import { unknownOrder } from './order-calls.ts'
import type { Practice } from './practice.ts'
import type { Xml } from './xml.ts'
import { childText, element, field } from './xml.ts'

const MOST_BYTES = 3 * 1024 * 1024
const DOCUMENT_TYPES = ['LOA', 'INVOICE', 'CSR', 'OTHER']
const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/tiff': 'tiff',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
}

const no = (status: number, code: string, text: string): Reply =>
  refusal(status, 'fileUploadResponse', code, text)

export function documentRoutes({ orders, clock }: Practice, lifecycle: Lifecycle): Route[] {
  const of = (id = '', name = ''): [Order, StoredDocument] | null => {
    const order = orders.get(id)
    const found = order?.documents.find((document) => document.name === name)
    return order && found ? [order, found] : null
  }

  function upload(call: Call, id = ''): Reply {
    const order = orders.get(id)
    if (order === undefined) return unknownOrder()
    const file = readFile(call)
    const extension = extensionOf(file)
    if (typeof extension !== 'string') return extension
    const documentType = documentTypeOf(call)
    const trouble = documentTrouble(order, file.mime, documentType, call)
    if (trouble) return trouble
    const name = store(order, file, { extension, documentType, at: clock.now() })
    if (
      order.status === 'PENDING_DOCUMENTS' &&
      isAutomatedTollFree(order) &&
      hasTollFreeLoa(order)
    ) {
      lifecycle.move(order, 'SUBMITTED', clock.now(), call.user)
    }
    return uploaded('portins', id, name)
  }

  function list({ query }: Call, id = ''): Reply {
    const order = orders.get(id)
    if (order === undefined) return unknownOrder()
    return fileList(order.documents, query)
  }

  function download(_call: Call, id?: string, name?: string): Reply {
    const [, document] = of(id, name) ?? []
    if (document === undefined) return { status: 404 }
    const headers = {
      'Content-Type': 'application/octet-stream',
      'content-disposition': `attachment; filename=${document.name}`,
    }
    return { status: 200, bytes: document.bytes, headers }
  }

  function remove(_call: Call, id?: string, name?: string): Reply {
    const [order, document] = of(id, name) ?? []
    if (order === undefined || document === undefined) return { status: 404 }
    if (isOver(order.status)) return { status: 400 }
    order.documents.splice(order.documents.indexOf(document), 1)
    return { status: 200 }
  }

  function readMetadata(_call: Call, id?: string, name?: string): Reply {
    const [, document] = of(id, name) ?? []
    return document ? { status: 200, xml: metadataXml(document) } : { status: 404 }
  }

  function writeMetadata({ xml }: Call, id?: string, name?: string): Reply {
    const [, document] = of(id, name) ?? []
    if (document === undefined) return { status: 404 }
    if (xml?.name !== 'FileMetaData') return { status: 400 }
    const type = childText(xml, 'DocumentType') ?? document.documentType
    const label = childText(xml, 'DocumentName') ?? null
    if (type !== null && !DOCUMENT_TYPES.includes(type)) {
      return no(400, '7639', 'The document type is not known.')
    }
    if (label !== null && label.length > 50) return no(400, '7800', 'DocumentName is at most 50.')
    document.documentType = type
    document.documentName = label
    return { status: 200 }
  }

  const all = /^\/portins\/([^/]+)\/loas$/
  const one = /^\/portins\/([^/]+)\/loas\/([^/]+)$/
  const metadata = /^\/portins\/([^/]+)\/loas\/([^/]+)\/metadata$/
  return [
    { method: 'POST', path: all, limit: null, answer: upload },
    { method: 'GET', path: all, limit: null, answer: list },
    { method: 'GET', path: one, limit: null, answer: download },
    { method: 'DELETE', path: one, limit: null, answer: remove },
    { method: 'GET', path: metadata, limit: null, answer: readMetadata },
    { method: 'PUT', path: metadata, limit: null, answer: writeMetadata },
  ]
}

/** The documents of an order or of a bulk order, by name or with what is known of them. */
export function fileList(documents: readonly StoredDocument[], query: URLSearchParams): Reply {
  const entries = documents.map((document) =>
    query.get('metadata') === 'true'
      ? element('fileData', element('FileName', document.name), metadataXml(document))
      : element('fileNames', document.name),
  )
  const message =
    documents.length === 0 ? 'No LOA files found for order' : 'LOA file list successfully returned'
  return {
    status: 200,
    xml: element(
      'fileListResponse',
      element('fileCount', documents.length),
      ...entries,
      element('resultCode', 0),
      element('resultMessage', message),
    ),
  }
}

function uploaded(kind: 'portins' | 'bulkPortins', id: string, name: string): Reply {
  const xml = element(
    'fileUploadResponse',
    element('filename', name),
    element('resultCode', 0),
    element('resultMessage', `LOA file uploaded successfully for order ${id}`),
  )
  return { status: 201, xml, location: `/${kind}/${id}/loas/${name}` }
}

/** Takes a document for a bulk order, of which no more is asked than of a regular order. */
export function uploadToBulk(bulk: Holder, call: Call, at: number): Reply {
  const file = readFile(call)
  const extension = extensionOf(file)
  if (typeof extension !== 'string') return extension
  const documentType = documentTypeOf(call)
  const trouble = typeTrouble(documentType, call)
  if (trouble) return trouble
  return uploaded('bulkPortins', bulk.id, store(bulk, file, { extension, documentType, at }))
}

interface Holder {
  readonly id: string
  readonly documents: StoredDocument[]
}

/** The ending of the name under which a file is kept, or why it is not. */
function extensionOf({ bytes, mime }: SentFile): string | Reply {
  if (bytes.length > MOST_BYTES) return { status: 413 }
  return bytes.length === 0 ? { status: 400 } : (EXTENSIONS[mime] ?? { status: 400 })
}

interface Filed {
  readonly extension: string
  readonly documentType: string | null
  readonly at: number
}

function store(holder: Holder, file: SentFile, { extension, documentType, at }: Filed): string {
  const name = freeName(holder, at, extension)
  holder.documents.push({ ...file, name, documentType, documentName: null })
  return name
}

function metadataXml({ documentName, documentType }: StoredDocument): Xml {
  const name = field('DocumentName', documentName)
  return element('FileMetaData', name, field('DocumentType', documentType))
}

function freeName(order: Holder, now: number, extension: string): string {
  const name = `${order.id}-${now}.${extension}`
  const taken = order.documents.some((document) => document.name === name)
  return taken ? freeName(order, now + 1, extension) : name
}

const fromHeader = ({ headers }: Call): string | null => {
  const sent = headers['documenttype']
  return typeof sent === 'string' ? sent : null
}

const documentTypeOf = (call: Call): string | null =>
  call.query.get('documentType') ?? fromHeader(call)

function typeTrouble(type: string | null, call: Call): Reply | null {
  const header = fromHeader(call)
  if (header !== null && header !== type) {
    return no(409, '7641', 'The document types of query and header differ.')
  }
  if (type !== null && !DOCUMENT_TYPES.includes(type)) {
    return no(400, '7639', 'The document type is not known.')
  }
  return null
}

function documentTrouble(
  order: Order,
  mime: string,
  type: string | null,
  call: Call,
): Reply | null {
  const trouble = typeTrouble(type, call)
  if (trouble) return trouble
  if (!isAutomatedTollFree(order)) return null
  if (type === null) return no(409, '7640', 'The document type is needed.')
  const fits = type !== 'LOA' || mime === 'application/pdf' || mime === 'image/tiff'
  return fits ? null : no(409, '7638', 'A toll free LOA must be PDF or TIFF.')
}

interface SentFile {
  readonly mime: string
  readonly bytes: Buffer
}

/** The file of a raw body, or of the first part of a multipart one. */
function readFile({ headers, body }: Call): SentFile {
  const sent = headers['content-type'] ?? ''
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(sent)?.[1]
  if (boundary === undefined) return { mime: mimeIn(sent), bytes: body }
  const start = body.indexOf('\r\n\r\n')
  const end = body.indexOf(`\r\n--${boundary}`, start)
  if (start === -1 || end === -1) return { mime: '', bytes: Buffer.alloc(0) }
  const type = /^content-type:(.*)$/im.exec(body.subarray(0, start).toString('latin1'))?.[1]
  return { mime: mimeIn(type ?? ''), bytes: body.subarray(start + 4, end) }
}

const mimeIn = (header: string): string => (header.split(';')[0] ?? '').trim().toLowerCase()
