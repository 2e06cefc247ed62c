import { readCanary, writeCanary } from '../store/key-canary.ts'
import { allSealed } from '../store/sealed-secrets.ts'
import type { Desk } from './desk.ts'
import { bad, good, type Finding } from './finding.ts'

/** Whether PORTIN_SECRET_KEY decrypts what was encrypted before. */
type KeyState =
  | { readonly kind: 'no-key' }
  | { readonly kind: 'fits' }
  /** @param unreadable How many orders' account numbers and PINs it cannot decrypt. */
  | { readonly kind: 'another'; readonly unreadable: number }

type Keyed = Pick<Desk, 'db' | 'seal'>

const TO_SEAL = { accountNumber: 'canary', pin: null }

async function stateOfKey({ db, seal }: Keyed): Promise<KeyState> {
  if (seal.close(TO_SEAL) === null) return { kind: 'no-key' }
  const canary = await readCanary(db)
  const sealed = await allSealed(db)
  const unreadable = sealed.filter((one) => seal.open(one) === null).length
  const isAnother = canary !== null && seal.open(canary) === null
  return unreadable > 0 || isAnother ? { kind: 'another', unreadable } : { kind: 'fits' }
}

/**
 * At a start: a key that does not fit is logged. It becomes the known one as soon as nothing is left that
 * only the former key can decrypt.
 */
export async function checkKey({
  db,
  seal,
  log,
}: Pick<Desk, 'db' | 'seal' | 'log'>): Promise<void> {
  const state = await stateOfKey({ db, seal })
  if (state.kind === 'no-key') return
  if (state.kind === 'another') {
    log('secret-key-does-not-fit', {
      setting: 'PORTIN_SECRET_KEY',
      unreadable: state.unreadable,
      next: WHAT_TO_DO,
    })
    if (state.unreadable > 0) return
  }
  const sealed = seal.close(TO_SEAL)
  if (sealed !== null && ((await readCanary(db)) === null || state.kind === 'another')) {
    await writeCanary(db, sealed)
  }
}

const WHAT_TO_DO =
  'Put the old key back in PORTIN_SECRET_KEY and restart the bot. If it’s lost, enter account number and PIN again with `/portin edit` where an order needs them.'

/** Without a key nothing is encrypted, so there is nothing to report. */
export async function examineKey(desk: Keyed): Promise<readonly Finding[]> {
  const state = await stateOfKey(desk)
  switch (state.kind) {
    case 'no-key':
      return []
    case 'fits':
      return [good('Key', 'opens the stored account numbers and PINs.')]
    case 'another': {
      const { unreadable } = state
      const orders = unreadable === 1 ? '1 order' : `${unreadable} orders`
      return [
        bad('Key', `doesn’t open the account numbers and PINs stored for ${orders}.`, WHAT_TO_DO),
      ]
    }
  }
}
