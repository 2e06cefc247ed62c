import type { Bandwidth } from './bandwidth.ts'
import { readActivationReply, writeActivateNow } from './activation-xml.ts'
import { xmlBody, type Call } from './call.ts'
import { BandwidthNotFound, BandwidthRefused } from './errors.ts'

export function createActivations(call: Call): Pick<Bandwidth, 'activateNow'> {
  return {
    async activateNow(id) {
      const operation = 'activateNow'
      try {
        return await call({
          operation,
          method: 'PUT',
          path: ['portins', id, 'activationStatus'],
          body: xmlBody(writeActivateNow()),
          read: readActivationReply,
        })
      } catch (error) {
        // What is not found may be the activation, not the order: 7348, already complete.
        if (!(error instanceof BandwidthNotFound) || error.errors.length === 0) throw error
        throw new BandwidthRefused(operation, { httpStatus: 404, errors: error.errors })
      }
    },
  }
}
