import type { Bandwidth } from './bandwidth.ts'
import { xmlBody, type Call } from './call.ts'
import { BandwidthNotFound } from './errors.ts'
import type { NumberFormat } from './number-format.ts'
import { refuseErrors, type Reply } from './reply.ts'
import { readValidation, writeValidation } from './validation-xml.ts'

type Validations = Pick<Bandwidth, 'createValidation' | 'getValidation' | 'listValidations'>

const PATH = 'tollFreePortingValidations'

export function createValidations(call: Call, format: NumberFormat): Validations {
  return {
    createValidation: (input) =>
      call({
        group: 'validation',
        operation: 'createValidation',
        method: 'POST',
        path: [PATH],
        body: xmlBody(writeValidation(input, format)),
        read: readOne,
      }),

    getValidation: (id) =>
      call({
        group: 'validation',
        operation: 'getValidation',
        path: [PATH, id],
        read: readOne,
      }),

    async listValidations() {
      try {
        return await call({
          group: 'validation',
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
