import type { OrderError } from './order.ts'

/** Why a number cannot be moved, and what helps, said to whom it belongs. */
interface CustomerReason {
  readonly why: string
  readonly helps: string
}

type Reason = CustomerReason & { readonly codes: string }

const LEAVE_OUT = 'Leave it out, or tell us you need it and we’ll look into options.'

/** The customer sees neither us nor Bandwidth, only the own carrier and the own bill. */
const REASONS: readonly Reason[] = [
  {
    codes: '7101 7102 7122 7201 7202 7339 7501 7505',
    why: 'This isn’t a complete phone number.',
    helps: 'Compare it with your bill and send it again.',
  },
  {
    codes: '7360 7502 7718 7719',
    why: 'The number is listed twice.',
    helps: 'Tell us whether another number was meant.',
  },
  {
    codes: '7205 7407',
    why: 'Another request to port this number is still open.',
    helps:
      'If you asked another provider to port it, cancel that request, then send us the number again.',
  },
  {
    codes: '7206 7320 7431 7441 7504',
    why: 'The number is already with our provider.',
    helps: 'Tell us who your provider is. It may not need to be ported.',
  },
  {
    codes: '7378 7409 7426 7427 7516 7518 7671',
    why: 'The number isn’t in service with your carrier.',
    helps: 'Ask your carrier to restore it, or leave it out.',
  },
  {
    codes: '7654 7656',
    why: 'The number is disconnected.',
    helps:
      'Ask your carrier whether it’s still yours. It can only be ported manually. Tell us if you need it.',
  },
  {
    codes: '7655 7657',
    why: 'This number is in transition between owners.',
    helps:
      'Ask your carrier whether it’s still yours. It can only be ported manually. Tell us if you need it.',
  },
  {
    codes: '7620 7642',
    why: 'No one currently has this toll-free number.',
    helps: 'Compare it with your bill. A number no one has can’t be ported, only ordered new.',
  },
  {
    codes: '7621 7643',
    why: 'The toll-free registry lists this number as unavailable.',
    helps: 'Compare it with your bill, and ask your carrier how it’s registered.',
  },
  {
    codes: '7400 7622 7627 7644',
    why: 'The toll-free registry doesn’t let this number be ported.',
    helps: 'Ask your carrier to release it, then send it again.',
  },
  {
    codes: '7004 7331 7609',
    why: 'We can’t port numbers from this area or carrier.',
    helps: LEAVE_OUT,
  },
  {
    codes: '7321 7403 7405 7420 7470 7503 7600',
    why: 'The carrier doesn’t let this number be ported.',
    helps: LEAVE_OUT,
  },
]

const BY_CODE: ReadonlyMap<string, CustomerReason> = new Map(
  REASONS.flatMap(({ codes, why, helps }) =>
    codes.split(' ').map((code) => [code, { why, helps }] as const),
  ),
)

/** An unknown code has Bandwidth's own words. */
export function customerReason({
  code,
  description,
}: Pick<OrderError, 'code' | 'description'>): CustomerReason {
  const known = BY_CODE.get(code)
  if (known !== undefined) return known
  const words = description.replace(/\s+/g, ' ').trim()
  return {
    why: words === '' ? 'The number failed the check. No reason was given.' : words,
    helps: `Ask us about it and name the code ${code}.`,
  }
}
