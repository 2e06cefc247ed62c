import type { Peer, Site } from './bandwidth.ts'
import { readBoolean } from './fields.ts'
import type { XmlElement } from './xml.ts'

export function readSites(root: XmlElement): readonly Site[] {
  return root
    .child('Sites')
    .children('Site')
    .flatMap((site) => {
      const id = site.child('Id').text()
      if (id === null) return []
      const name = site.child('Name').text() ?? id
      return [{ id, name, description: site.child('Description').text() }]
    })
}

export function readPeers(root: XmlElement): readonly Peer[] {
  return root
    .child('SipPeers')
    .children('SipPeer')
    .flatMap((peer) => {
      const id = peer.child('PeerId').text()
      if (id === null) return []
      const name = peer.child('PeerName').text() ?? id
      return [{ id, name, isDefault: readBoolean(peer.child('IsDefaultPeer').text()) ?? false }]
    })
}
