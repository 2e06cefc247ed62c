import type { Bandwidth } from './bandwidth.ts'
import { xmlBody, type Call } from './call.ts'
import { readDocumentList, readUpload, writeDocumentDescription } from './documents-xml.ts'
import { readNothing } from './reply.ts'

type Documents = Pick<
  Bandwidth,
  'uploadDocument' | 'describeDocument' | 'listDocuments' | 'downloadDocument'
>

/** Bandwidth takes documents of up to 3 MB. */
const LONGEST_DOCUMENT_BYTES = 4 * 1024 * 1024

export function createDocuments(call: Call): Documents {
  return {
    uploadDocument: (id, { bytes, mime, type }) =>
      call({
        operation: 'uploadDocument',
        method: 'POST',
        path: ['portins', id, 'loas'],
        query: { documentType: type },
        body: { type: mime, content: bytes },
        read: readUpload,
      }),

    describeDocument: (id, fileId, description) =>
      call({
        operation: 'describeDocument',
        method: 'PUT',
        path: ['portins', id, 'loas', fileId, 'metadata'],
        body: xmlBody(writeDocumentDescription(description)),
        read: readNothing('FileMetaData', 'fileUploadResponse', 'FileResult'),
      }),

    listDocuments: (id) =>
      call({
        operation: 'listDocuments',
        path: ['portins', id, 'loas'],
        query: { metadata: 'true' },
        read: (reply) => (reply.status === 204 ? [] : readDocumentList(reply)),
      }),

    downloadDocument: (id, fileId) =>
      call({
        operation: 'downloadDocument',
        path: ['portins', id, 'loas', fileId],
        accept: '*/*',
        limitBytes: LONGEST_DOCUMENT_BYTES,
        read: ({ bytes }) => bytes,
      }),
  }
}
