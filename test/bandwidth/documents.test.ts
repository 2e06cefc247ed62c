import { describe, expect, it } from 'vitest'
import { BandwidthNotFound, BandwidthRefused, OutcomeUnknown } from '../../src/bandwidth/errors.ts'
import { connect, xml } from './loopback.ts'
import { ORDER } from './orders-at-hand.ts'

const PDF = new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d, 0x00, 0xff, 0x0d, 0x0a])
const FILE = `${ORDER}-1429550165581.pdf`
const loas = `/api/v1/accounts/9900012/portins/${ORDER}/loas`

describe('uploading a document', () => {
  const loa = { bytes: PDF, mime: 'application/pdf', type: 'LOA' } as const

  it('sends the bytes as they are, with their type', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      xml(
        `<fileUploadResponse><filename>${FILE}</filename><resultCode>0</resultCode></fileUploadResponse>`,
        201,
      ),
    )
    await expect(bandwidth.uploadDocument(ORDER, loa)).resolves.toEqual({ fileId: FILE })
    const [seen] = server.seen
    expect(seen).toMatchObject({ method: 'POST', path: loas })
    expect(seen?.query.toString()).toBe('documentType=LOA')
    expect(seen?.headers['content-type']).toBe('application/pdf')
    expect(new Uint8Array(seen?.bytes ?? [])).toEqual(PDF)
  })

  it.each([
    [
      'in another spelling',
      xml(`<FileUploadResponse><fileName>${FILE}</fileName></FileUploadResponse>`, 201),
    ],
    ['under another root', xml(`<FileResult><filename>${FILE}</filename></FileResult>`, 201)],
    [
      'in the Location only',
      { status: 201, headers: { location: `https://h:443/v1.0${loas}/${FILE}` } },
    ],
  ])('finds the file name %s', async (_what, behaviour) => {
    const { bandwidth, server } = await connect()
    server.behave(behaviour)
    await expect(bandwidth.uploadDocument(ORDER, loa)).resolves.toEqual({ fileId: FILE })
  })

  it('is unknown without a file name, and refused when the result is not good', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      { status: 201 },
      xml(
        '<fileUploadResponse><filename>x</filename><resultCode>7</resultCode><resultMessage>full</resultMessage></fileUploadResponse>',
        201,
      ),
    )
    await expect(bandwidth.uploadDocument(ORDER, loa)).rejects.toBeInstanceOf(OutcomeUnknown)
    await expect(bandwidth.uploadDocument(ORDER, loa)).rejects.toMatchObject({
      errors: [{ code: '7', description: 'full' }],
    })
  })

  it('is refused with the rule that it breaks', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      xml(
        '<fileUploadResponse><ResponseStatus><ErrorCode>7638</ErrorCode><Description>pdf or tiff</Description></ResponseStatus></fileUploadResponse>',
        409,
      ),
    )
    const uploading = bandwidth.uploadDocument(ORDER, loa)
    await expect(uploading).rejects.toBeInstanceOf(BandwidthRefused)
    await expect(uploading).rejects.toMatchObject({ errors: [{ code: '7638' }] })
  })
})

it('a description is put beside the document', async () => {
  const { bandwidth, server } = await connect()
  server.behave({ status: 200 })
  await bandwidth.describeDocument(ORDER, FILE, { name: 'loa <3f2c>', type: 'LOA' })
  expect(server.seen[0]).toMatchObject({ method: 'PUT', path: `${loas}/${FILE}/metadata` })
  expect(server.seen[0]?.body).toContain(
    '<FileMetaData><DocumentName>loa &lt;3f2c&gt;</DocumentName><DocumentType>LOA</DocumentType></FileMetaData>',
  )
})

describe('the documents of an order', () => {
  async function listed(body: string) {
    const { bandwidth, server } = await connect()
    server.behave(xml(body))
    const documents = await bandwidth.listDocuments(ORDER)
    expect(server.seen[0]?.query.toString()).toBe('metadata=true')
    return documents
  }

  it('are listed with type and name', async () => {
    const documents = await listed(`<fileListResponse><fileCount>2</fileCount>
      <fileData><FileName>a.pdf</FileName><FileMetaData><DocumentType>LOA</DocumentType><DocumentName>letter</DocumentName></FileMetaData></fileData>
      <fileData><FileName>b.pdf</FileName></fileData><resultCode>0</resultCode></fileListResponse>`)
    expect(documents).toEqual([
      { fileId: 'a.pdf', type: 'LOA', name: 'letter' },
      { fileId: 'b.pdf', type: null, name: null },
    ])
  })

  it('are listed by name alone, in capitals, or not at all', async () => {
    expect(
      await listed(
        '<fileListResponse><fileNames>a.pdf</fileNames><fileNames>b.pdf</fileNames></fileListResponse>',
      ),
    ).toHaveLength(2)
    expect(
      await listed(
        '<FileListResponse><FileCount>1</FileCount><FileNames>a.pdf</FileNames></FileListResponse>',
      ),
    ).toHaveLength(1)
    expect(
      await listed(
        '<fileListResponse><fileCount>0</fileCount><resultCode>0</resultCode><resultMessage>No LOA files found for order</resultMessage></fileListResponse>',
      ),
    ).toEqual([])
  })

  it('come back byte for byte', async () => {
    const { bandwidth, server } = await connect()
    server.behave(
      { status: 200, body: PDF, headers: { 'content-type': 'application/octet-stream' } },
      { status: 404 },
    )
    expect(new Uint8Array(await bandwidth.downloadDocument(ORDER, FILE))).toEqual(PDF)
    await expect(bandwidth.downloadDocument(ORDER, FILE)).rejects.toBeInstanceOf(BandwidthNotFound)
  })
})
