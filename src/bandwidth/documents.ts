import type { Bandwidth } from './bandwidth.ts'
import { GET, xmlBody, type Call } from './call.ts'
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
        group: 'other',
        operation: 'uploadDocument',
        kind: 'write',
        method: 'POST',
        path: ['portins', id, 'loas'],
        query: { documentType: type },
        body: { type: mime, content: bytes },
        read: readUpload,
      }),

    describeDocument: (id, fileId, description) =>
      call({
        group: 'other',
        operation: 'describeDocument',
        kind: 'write',
        method: 'PUT',
        path: ['portins', id, 'loas', fileId, 'metadata'],
        body: xmlBody(writeDocumentDescription(description)),
        read: readNothing('FileMetaData', 'fileUploadResponse', 'FileResult'),
      }),

    listDocuments: (id) =>
      call({
        group: 'other',
        ...GET,
        operation: 'listDocuments',
        path: ['portins', id, 'loas'],
        query: { metadata: 'true' },
        read: (reply) => (reply.status === 204 ? [] : readDocumentList(reply)),
      }),

    downloadDocument: (id, fileId) =>
      call({
        group: 'other',
        ...GET,
        operation: 'downloadDocument',
        path: ['portins', id, 'loas', fileId],
        accept: '*/*',
        limitBytes: LONGEST_DOCUMENT_BYTES,
        read: ({ bytes }) => bytes,
      }),
  }
}
