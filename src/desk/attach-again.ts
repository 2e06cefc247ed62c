import { Refusal } from '../porting/refusal.ts'
import {
  moveOffer,
  offersInState,
  ordersToAttachAgainTo,
  type OfferedDocument,
} from '../store/offered-documents.ts'
import { redraw } from '../store/posts.ts'
import { attachDocument, documentKey } from './attach-document.ts'
import { BY_ITSELF, type Desk } from './desk.ts'
import { tellNews } from './tell-news.ts'

/** Where a document came from, asked once more. */
export interface Files {
  /** @throws Refusal when it is not to be had any more. */
  readonly fetchFile: (file: { readonly id: string; readonly name: string }) => Promise<Uint8Array>
}

/**
 * Attach the documents of drafts that were made again, as what they were. One that cannot be had any
 * more is left to a person; while Bandwidth cannot be reached they wait.
 */
export async function attachAgain(desk: Desk, files: Files): Promise<void> {
  for (const number of await ordersToAttachAgainTo(desk.db)) {
    const attached: string[] = []
    const missing: string[] = []
    for (const offer of await offersInState(desk.db, number, 'again')) {
      const outcome = await attachOnce(desk, offer, files)
      if (outcome === 'attached') attached.push(offer.name)
      if (outcome === 'missing') missing.push(offer.name)
      if (outcome === 'later') break
    }
    if (attached.length + missing.length > 0) {
      await tellNews(desk, number, { kind: 'documents-attached-again', attached, missing })
    }
  }
}

async function attachOnce(
  desk: Desk,
  { id, source, name, type }: OfferedDocument,
  { fetchFile }: Files,
): Promise<'attached' | 'missing' | 'later' | 'unknown'> {
  try {
    const { state } = await attachDocument(desk, {
      offerId: id,
      type: type ?? 'OTHER',
      by: BY_ITSELF,
      fetch: () => fetchFile({ id: source, name }),
    })
    return state === 'attached' ? 'attached' : 'unknown'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const isOutage = error.code === 'bandwidth-unreachable'
    const state = isOutage ? 'again' : 'offered'
    await moveOffer(desk.db, id, ['again', 'offered'], { state })
    await redraw(desk.db, documentKey(id))
    return isOutage ? 'later' : 'missing'
  }
}
