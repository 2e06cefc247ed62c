import type { Desk } from '../../desk/desk.ts'
import type { Secrets } from '../../porting/order.ts'
import { SECRETS_LAST_MS, type FormDraft } from '../../store/forms.ts'

export const NO_SECRETS: Secrets = { accountNumber: null, pin: null }

/**
 * Account number and PIN of a form: what was typed, and for an empty field what was typed into it before,
 * which is not shown again.
 *
 * @returns null when an earlier value existed and is no longer known.
 */
export function secretsOf(
  desk: Desk,
  form: FormDraft,
  typed: Secrets,
  { wereSaved }: { readonly wereSaved: boolean },
): Secrets | null {
  const saved = secretsIn(desk, form)
  if (wereSaved && saved === null && typed.accountNumber === null) return null
  return {
    accountNumber: typed.accountNumber ?? saved?.accountNumber ?? null,
    pin: typed.pin ?? saved?.pin ?? null,
  }
}

/** Secrets are stored for an hour from when they were typed, however often the form comes back. */
export function sealedBehind(desk: Desk, form: FormDraft, secrets: Secrets): FormDraft['sealed'] {
  const { seal, clock } = desk
  const saved = secretsIn(desk, form)
  if (saved !== null && seal.mark(saved) === seal.mark(secrets)) return form.sealed
  const closed = seal.closeBriefly(secrets)
  return closed === null ? null : { secrets: closed, at: clock() }
}

function secretsIn({ seal, clock }: Desk, { sealed }: FormDraft): Secrets | null {
  if (sealed === null || clock() - sealed.at >= SECRETS_LAST_MS) return null
  return seal.openBriefly(sealed.secrets)
}

/** Null: nothing was typed, and they stay as they are. */
export function typedOrNone(secrets: Secrets): Secrets | null {
  return secrets.accountNumber === null && secrets.pin === null ? null : secrets
}
