import type { DocumentType, OrderDocument } from '../porting/order.ts'
import { BandwidthRefused } from './errors.ts'
import { readSentence } from './fields.ts'
import { UnreadableReply, type Reply } from './reply.ts'
import type { XmlElement } from './xml.ts'
import { leaf, xmlDocument } from './xml-writer.ts'

export function writeDocumentDescription(description: {
  name: string
  type: DocumentType
}): string {
  return xmlDocument(
    'FileMetaData',
    leaf('DocumentName', description.name),
    leaf('DocumentType', description.type),
  )
}

export function readDocumentList(reply: Reply): readonly OrderDocument[] {
  const root = reply.xml('fileListResponse')
  refuseResult(reply, root)
  const described = root.children('fileData').flatMap((file) => {
    const description = file.child('FileMetaData')
    return documentOf(file.child('FileName').text(), description)
  })
  const bare = root.children('fileNames').flatMap((name) => documentOf(name.text(), name))
  return [...described, ...bare]
}

function documentOf(fileId: string | null, description: XmlElement): OrderDocument[] {
  if (fileId === null) return []
  return [
    {
      fileId,
      type: description.child('DocumentType').text(),
      name: description.child('DocumentName').text(),
    },
  ]
}

/** The id is in the body, in `Location`, or in both. */
export function readUpload(reply: Reply): { fileId: string } {
  const root = reply.isEmpty ? null : reply.xml('fileUploadResponse', 'FileResult')
  if (root !== null) refuseResult(reply, root)
  const fileId = root?.child('filename').text() ?? reply.locationId
  if (fileId === null) throw new UnreadableReply('an upload without a file name')
  return { fileId }
}

/** Document replies have a result code of their own; 0 is success. */
function refuseResult(reply: Reply, root: XmlElement): void {
  const code = root.child('resultCode').text() ?? '0'
  if (/^0+$/.test(code)) return
  const description = readSentence(root.child('resultMessage').text()) ?? ''
  throw new BandwidthRefused(reply.operation, {
    httpStatus: reply.status,
    errors: [{ code, description, numbers: [] }],
  })
}
