import type { Bandwidth } from './bandwidth.ts'
import { GET, type Call } from './call.ts'
import { goodRoot } from './reply.ts'
import { readPeers, readSites } from './sites-xml.ts'

export function createSites(call: Call): Pick<Bandwidth, 'listSites' | 'listPeers'> {
  return {
    listSites: () =>
      call({
        ...GET,
        operation: 'listSites',
        group: 'other',
        path: ['sites'],
        read: (reply) => readSites(goodRoot(reply, 'SitesResponse')),
      }),

    listPeers: (siteId) =>
      call({
        ...GET,
        operation: 'listPeers',
        group: 'other',
        path: ['sites', siteId, 'sippeers'],
        read: (reply) =>
          readPeers(goodRoot(reply, 'TNSipPeersResponse', 'SipPeersResponse', 'SipPeerResponse')),
      }),
  }
}
