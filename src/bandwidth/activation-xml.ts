import type { ActivationReply } from './bandwidth.ts'
import { readInstant } from './dates.ts'
import { refuseErrors, type Reply } from './reply.ts'
import type { XmlElement } from './xml.ts'
import { leaf, xmlDocument } from './xml-writer.ts'

/** Any date in the past means "now". Leaving it out would too, but how is not documented. */
export function writeActivateNow(): string {
  return xmlDocument('ActivationStatus', leaf('AutoActivationDate', '2000-01-01T00:00:00Z'))
}

/** `errors` in a good reply is a refusal: nothing was activated. */
export function readActivationReply(reply: Reply): ActivationReply {
  if (reply.isEmpty) return { activationDate: null, at: null, warnings: [] }
  const root = reply.xml('ActivationStatusResponse', 'ActivationStatus')
  const warnings = refuseErrors(reply, root)
  const activationDate = activationDateIn(root)
  return { activationDate, at: readInstant(activationDate), warnings }
}

/** The newest page writes the field name in lower camel case and does not say which element holds it. */
function activationDateIn(element: XmlElement): string | null {
  const here = element.child('ActivationDate').text() ?? element.child('AutoActivationDate').text()
  if (here !== null) return here
  for (const child of element.elements()) {
    const below = activationDateIn(child)
    if (below !== null) return below
  }
  return null
}
