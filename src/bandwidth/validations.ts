import type { Bandwidth } from './bandwidth.ts'
import { XML_TYPE, type BandwidthCall, type Call } from './call.ts'
import { BandwidthNotFound } from './errors.ts'
import type { NumberFormat } from './number-format.ts'
import { refuseErrors, type Reply } from './reply.ts'
import { readValidation, writeValidation } from './validation-xml.ts'

type Validations = Pick<Bandwidth, 'createValidation' | 'getValidation' | 'listValidations'>

const PATH = 'tollFreePortingValidations'

export function createValidations(call: Call, format: NumberFormat): Validations {
  const shared = { group: 'validation' } as const

  return {
    createValidation: (input) =>
      call({
        ...shared,
        operation: 'createValidation',
        kind: 'write',
        method: 'POST',
        path: [PATH],
        body: { type: XML_TYPE, content: writeValidation(input, format) },
        read: readOne,
      }),

    getValidation: (id) =>
      call({ ...shared, ...GET, operation: 'getValidation', path: [PATH, id], read: readOne }),

    async listValidations() {
      try {
        return await call({
          ...shared,
          ...GET,
          operation: 'listValidations',
          path: [PATH],
          read: readAll,
        })
      } catch (error) {
        if (error instanceof BandwidthNotFound) return []
        throw error
      }
    },
  }
}

const GET = { kind: 'read', method: 'GET' } as const satisfies Partial<BandwidthCall<unknown>>
const ROOTS = ['TollFreePortingValidationResponse', 'TollFreePortingValidation']

function readOne(reply: Reply) {
  const root = reply.xml(...ROOTS)
  // A validation that failed lists its errors inside; a reply without one is nothing but errors.
  if (root.child('TollFreePortingValidation').elements().length === 0) {
    if (root.child('OrderId').text() === null) refuseErrors(reply, root)
  }
  return readValidation(root)
}

function readAll(reply: Reply) {
  if (reply.status === 204) return []
  const root = reply.xml('TollFreePortingValidationResponses', ...ROOTS)
  return root.children('TollFreePortingValidationResponse').map(readValidation)
}
