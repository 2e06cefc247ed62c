import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { Secrets } from '../porting/order.ts'

/** Encrypts account numbers and PINs for the database. */
export interface Seal {
  /**
   * Null when there is no key: then they are not stored at all.
   *
   * @param before the sealed ones that these replace: stored with them, because texts may still name those.
   */
  close(secrets: Secrets, before?: string | null): string | null
  /** Null when there is nothing, no key, or another key. */
  open(sealed: string | null): Secrets | null
  /** What the order had before, newest first. */
  formerIn(sealed: string | null): readonly Secrets[]
  /** For what is needed again soon: without a key, it can be opened until the process ends. */
  closeBriefly(secrets: Secrets): string | null
  openBriefly(sealed: string | null): Secrets | null
  /** Of the key that marks are made with: those of another cannot be compared. */
  readonly id: string
  /** Equal for equal secrets and useless to anybody without the key. */
  mark(secrets: Secrets, others?: Readonly<Record<string, string>>): string
}

/**
 * AES-256-GCM with a key from the settings (32 bytes). Without one, marks are made with a key that
 * lives as long as the process: an approval then does not outlive a restart unnoticed, it is voided.
 */
export function createSeal(key: Uint8Array | undefined): Seal {
  const ownKey = key ?? randomBytes(32)
  return {
    id: createHmac('sha256', ownKey).update('id').digest('hex').slice(0, 16),
    close: (secrets, before = null) =>
      key === undefined
        ? null
        : encrypt(key, { ...secrets, former: formerOf(key, secrets, before) }),
    open: (sealed) => (key === undefined ? null : withoutFormer(decrypt(key, sealed))),
    formerIn: (sealed) => (key === undefined ? [] : (decrypt(key, sealed)?.former ?? [])),
    closeBriefly: (secrets) => encrypt(ownKey, secrets),
    openBriefly: (sealed) => withoutFormer(decrypt(ownKey, sealed)),
    mark({ accountNumber, pin }, others = {}) {
      const more = Object.entries(others)
      return createHmac('sha256', ownKey)
        .update(JSON.stringify([accountNumber, pin, ...(more.length === 0 ? [] : [more])]))
        .digest('hex')
    },
  }
}

/** As they are sealed. */
interface Sealed extends Secrets {
  /** None in what was sealed before there were any. */
  readonly former?: readonly Secrets[]
}

const MOST_FORMER = 5

function formerOf(key: Uint8Array, secrets: Secrets, before: string | null): readonly Secrets[] {
  const sealed = decrypt(key, before)
  const last = withoutFormer(sealed)
  if (sealed === null || last === null) return []
  const former = sealed.former ?? []
  const isSame = last.accountNumber === secrets.accountNumber && last.pin === secrets.pin
  return isSame ? former : [last, ...former].slice(0, MOST_FORMER)
}

function withoutFormer(sealed: Sealed | null): Secrets | null {
  return sealed && { accountNumber: sealed.accountNumber, pin: sealed.pin }
}

function encrypt(key: Uint8Array, secrets: Sealed): string | null {
  if (secrets.accountNumber === null && secrets.pin === null) return null
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

function decrypt(key: Uint8Array, sealed: string | null): Sealed | null {
  if (sealed === null) return null
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
    return JSON.parse(text.toString('utf8')) as Sealed
  } catch {
    // Sealed with another key: unreadable.
    return null
  }
}
