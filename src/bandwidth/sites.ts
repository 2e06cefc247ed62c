import type { Bandwidth } from './bandwidth.ts'
import type { Call } from './call.ts'
import { goodRoot } from './reply.ts'
import { readPeers, readSites } from './sites-xml.ts'

export function createSites(call: Call): Pick<Bandwidth, 'listSites' | 'listPeers'> {
  return {
    listSites: () =>
      call({
        operation: 'listSites',
        path: ['sites'],
        read: (reply) => readSites(goodRoot(reply, 'SitesResponse')),
      }),

    listPeers: (siteId) =>
      call({
        operation: 'listPeers',
        path: ['sites', siteId, 'sippeers'],
        read: (reply) =>
          readPeers(goodRoot(reply, 'TNSipPeersResponse', 'SipPeersResponse', 'SipPeerResponse')),
      }),
  }
}
