import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { Secrets } from '../porting/order.ts'

/** Encrypts account numbers and PINs for the database. */
export interface Seal {
  /** Null when there is no key: then they are not stored at all. */
  close(secrets: Secrets): string | null
  /** Null when there is nothing, no key, or another key. */
  open(sealed: string | null): Secrets | null
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
    close: (secrets) => (key === undefined ? null : encrypt(key, secrets)),
    open: (sealed) => (key === undefined ? null : decrypt(key, sealed)),
    closeBriefly: (secrets) => encrypt(ownKey, secrets),
    openBriefly: (sealed) => decrypt(ownKey, sealed),
    mark({ accountNumber, pin }, others = {}) {
      const more = Object.entries(others)
      return createHmac('sha256', ownKey)
        .update(JSON.stringify([accountNumber, pin, ...(more.length === 0 ? [] : [more])]))
        .digest('hex')
    },
  }
}

function encrypt(key: Uint8Array, secrets: Secrets): string | null {
  if (secrets.accountNumber === null && secrets.pin === null) return null
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
}

function decrypt(key: Uint8Array, sealed: string | null): Secrets | null {
  if (sealed === null) return null
  const bytes = Buffer.from(sealed, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
    return JSON.parse(text.toString('utf8')) as Secrets
  } catch {
    // Sealed with another key: unreadable.
    return null
  }
}
