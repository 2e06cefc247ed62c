import type { Bandwidth } from './bandwidth.ts'
import { XML_TYPE, type Call } from './call.ts'
import { readDocumentList, readUpload, writeDocumentDescription } from './documents-xml.ts'
import { refuseErrorsIfAny } from './reply.ts'

type Documents = Pick<
  Bandwidth,
  'uploadDocument' | 'describeDocument' | 'listDocuments' | 'downloadDocument'
>

/** Bandwidth takes documents of up to 3 MB. */
const LONGEST_DOCUMENT_BYTES = 4 * 1024 * 1024

export function createDocuments(call: Call): Documents {
  const shared = { group: 'other' } as const

  return {
    uploadDocument: (id, { bytes, mime, type }) =>
      call({
        ...shared,
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
        ...shared,
        operation: 'describeDocument',
        kind: 'write',
        method: 'PUT',
        path: ['portins', id, 'loas', fileId, 'metadata'],
        body: { type: XML_TYPE, content: writeDocumentDescription(description) },
        read: (reply) => {
          refuseErrorsIfAny(reply, 'FileMetaData', 'fileUploadResponse', 'FileResult')
        },
      }),

    listDocuments: (id) =>
      call({
        ...shared,
        operation: 'listDocuments',
        kind: 'read',
        method: 'GET',
        path: ['portins', id, 'loas'],
        query: { metadata: 'true' },
        read: (reply) => (reply.status === 204 ? [] : readDocumentList(reply)),
      }),

    downloadDocument: (id, fileId) =>
      call({
        ...shared,
        operation: 'downloadDocument',
        kind: 'read',
        method: 'GET',
        path: ['portins', id, 'loas', fileId],
        accept: '*/*',
        limitBytes: LONGEST_DOCUMENT_BYTES,
        read: ({ bytes }) => bytes,
      }),
  }
}
