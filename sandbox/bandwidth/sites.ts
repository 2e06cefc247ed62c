import type { Xml } from './xml.ts'
import { element, field } from './xml.ts'

interface Peer {
  readonly id: string
  readonly name: string
  readonly isDefault: boolean
}

interface Site {
  readonly id: string
  readonly name: string
  readonly description: string | null
  readonly peers: readonly Peer[]
}

const SITES: readonly Site[] = [
  {
    id: '14020',
    name: 'Raleigh office',
    description: 'Desk phones',
    peers: [
      { id: '521434', name: 'raleigh-sbc-1', isDefault: true },
      { id: '521435', name: 'raleigh-sbc-2', isDefault: false },
    ],
  },
  {
    id: '14021',
    name: 'Denver & Boulder',
    description: null,
    peers: [{ id: '522001', name: 'denver-sbc', isDefault: true }],
  },
  { id: '14022', name: 'Lab', description: 'No SIP peer yet', peers: [] },
]

/** The code of what is wrong with a site and peer, or null. A site that is missing is not wrong. */
export function peerTrouble(siteId: string | undefined, peerId: string | undefined): string | null {
  if (!siteId) return null
  const site = SITES.find(({ id }) => id === siteId)
  if (site === undefined) return '7309'
  if (!peerId) return site.peers.some(({ isDefault }) => isDefault) ? null : '7310'
  if (site.peers.some(({ id }) => id === peerId)) return null
  return SITES.some(({ peers }) => peers.some(({ id }) => id === peerId)) ? '7311' : '7312'
}

export function defaultPeer(siteId: string | undefined): string | null {
  const site = SITES.find(({ id }) => id === siteId)
  return site?.peers.find(({ isDefault }) => isDefault)?.id ?? null
}

export function sitesXml(): Xml {
  const sites = SITES.map(({ id, name, description }) =>
    element('Site', element('Id', id), element('Name', name), field('Description', description)),
  )
  return element('SitesResponse', element('Sites', ...sites))
}

/** Null for a site that does not exist. */
export function sipPeersXml(siteId: string): Xml | null {
  const site = SITES.find(({ id }) => id === siteId)
  if (site === undefined) return null
  const peers = site.peers.map(({ id, name, isDefault }) =>
    element(
      'SipPeer',
      element('PeerId', id),
      element('PeerName', name),
      element('Description'),
      element('IsDefaultPeer', isDefault),
      element('VoiceHosts'),
      element('TerminationHosts'),
      element('Address', element('HouseNumber', '100'), element('AddressLine2')),
      element('CallingName', element('Display', false), element('Enforced', false)),
    ),
  )
  return element('TNSipPeersResponse', element('SipPeers', ...peers))
}
