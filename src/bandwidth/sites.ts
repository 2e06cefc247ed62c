import type { Bandwidth } from './bandwidth.ts'
import type { Call } from './call.ts'
import { refuseErrors } from './reply.ts'
import { readPeers, readSites } from './sites-xml.ts'

export function createSites(call: Call): Pick<Bandwidth, 'listSites' | 'listPeers'> {
  return {
    listSites: () =>
      call({
        operation: 'listSites',
        kind: 'read',
        group: 'other',
        method: 'GET',
        path: ['sites'],
        read(reply) {
          const root = reply.xml('SitesResponse')
          refuseErrors(reply, root)
          return readSites(root)
        },
      }),

    listPeers: (siteId) =>
      call({
        operation: 'listPeers',
        kind: 'read',
        group: 'other',
        method: 'GET',
        path: ['sites', siteId, 'sippeers'],
        read(reply) {
          const root = reply.xml('TNSipPeersResponse', 'SipPeersResponse', 'SipPeerResponse')
          refuseErrors(reply, root)
          return readPeers(root)
        },
      }),
  }
}
