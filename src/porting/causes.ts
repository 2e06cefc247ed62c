import type { OrderError } from './order.ts'
import { oneLine } from './plain-text.ts'

/** The part of the order form that a cause belongs to. */
export type OrderField =
  | 'numbers'
  | 'billing'
  | 'subscriber'
  | 'address'
  | 'account'
  | 'loa-person'
  | 'foc'
  | 'site'
  | 'peer'
  | 'resporg'

export interface Cause {
  readonly code: string
  /** A clause to put after a colon: "the losing carrier knows another service address". */
  readonly title: string
  readonly next: string
  /** `null`: nothing in the form would help. */
  readonly field: OrderField | null
}

type CauseName =
  | 'numbers-unreadable'
  | 'not-portable'
  | 'spare'
  | 'kept-back'
  | 'denied'
  | 'by-hand-only'
  | 'in-another-order'
  | 'at-bandwidth-already'
  | 'not-in-service'
  | 'not-together'
  | 'too-many'
  | 'billing-number'
  | 'partial-port'
  | 'subscriber-incomplete'
  | 'name-differs'
  | 'address-incomplete'
  | 'address-differs'
  | 'record-differs'
  | 'account-or-pin'
  | 'loa-person'
  | 'loa-wanted'
  | 'document-refused'
  | 'date'
  | 'site'
  | 'peer'
  | 'resporg'
  | 'customer-must-clear'
  | 'not-for-toll-free'
  | 'bulk-moved-on'
  | 'bulk-date'
  | 'goes-with-the-bulk'
  | 'too-late'
  | 'fixed-by-now'
  | 'not-activated'
  | 'outage'
  | 'make-it-again'
  | 'account-settings'
  | 'api-version'
  | 'order-has-ended'

/** The title is `null` where Bandwidth's own words are more exact than ours could be. */
const CAUSES: Readonly<Record<CauseName, { title: string | null; next: string }>> = {
  'numbers-unreadable': {
    title: 'the list of numbers is empty, or a number in it is wrong or listed twice',
    next: 'Compare the list with the customer’s bill, correct it and send it again.',
  },
  'not-portable': {
    title: null,
    next: 'Take these numbers out and send the others. If the customer needs them moved, ask Bandwidth with a note.',
  },
  spare: {
    title: 'nobody holds this toll-free number (spare), so there is nothing to move',
    next: 'Take it out. If the customer wants it, it can be reserved instead.',
  },
  'kept-back': {
    title: 'the toll-free registry keeps this number back (unavailable)',
    next: 'Take it out. If the customer needs it moved, ask Bandwidth with a note.',
  },
  denied: {
    title: 'the toll-free registry denies this number',
    next: 'Take it out. If the customer needs it moved, ask Bandwidth with a note.',
  },
  'by-hand-only': {
    title: 'the number is disconnected or in transition, so only Bandwidth’s staff can move it',
    next: 'Take it out of this order and ask Bandwidth to port it by hand.',
  },
  'in-another-order': {
    title: 'the number is in another order that is still open',
    next: 'Look with `/portin find` and the number. If the other order is at another provider, the customer has to cancel it there; then send this one again.',
  },
  'at-bandwidth-already': {
    title: 'the number is at Bandwidth already',
    next: 'Take it out, or ask Bandwidth with a note: its staff moves numbers between accounts.',
  },
  'not-in-service': {
    title: 'the number is not in service at the losing carrier',
    next: 'Ask the customer whether it still rings. A disconnected number has to be put back in service first; otherwise take it out.',
  },
  'not-together': {
    title: 'these numbers cannot go in one order',
    next: 'Run `/portin check` with all of them and make one order from each group.',
  },
  'too-many': {
    title: 'there are more numbers than one order can hold',
    next: 'Run `/portin check` with all of them: it cuts them into orders that fit.',
  },
  'billing-number': {
    title:
      'the billing telephone number (BTN) is missing or is not the one that the losing carrier has',
    next: 'Take the BTN from the customer’s last bill and send the order again.',
  },
  'partial-port': {
    title: 'the losing carrier counts other numbers than we do on this account',
    next: 'Ask the customer whether numbers stay behind. If so, mark the port as partial; if the BTN leaves, name the number that becomes the new BTN.',
  },
  'subscriber-incomplete': {
    title: 'the subscriber is incomplete or too long',
    next: 'A business needs its name, a residence first and last name; each at most 25 characters. Correct it and send it again.',
  },
  'name-differs': {
    title: 'the losing carrier knows the subscriber by another name',
    next: 'Copy the name from the customer’s last bill, letter by letter, and send the order again.',
  },
  'address-incomplete': {
    title: 'the service address is incomplete or has a part that Bandwidth does not take',
    next: 'Fill in house number, street, city, state and ZIP. A direction is N, S, E, W, NE, NW, SE or SW.',
  },
  'address-differs': {
    title: 'the service address or its ZIP does not match the losing carrier’s record',
    next: 'Compare it with the customer’s last bill: the service address counts, not the billing address. Correct it and send the order again.',
  },
  'record-differs': {
    title: 'name or service address does not match the losing carrier’s record',
    next: 'Compare name and service address with the customer’s last bill, correct what differs and send the order again.',
  },
  'account-or-pin': {
    title: 'the account number or the PIN is missing or wrong',
    next: 'Ask the customer for the account number and, if there is one, the porting PIN of the losing carrier; type them anew and send the order again.',
  },
  'loa-person': {
    title:
      'the LOA authorizing person is missing, too long or not the one that the losing carrier knows',
    next: 'Name the person who signed the LOA and may decide on this account, in at most 15 characters.',
  },
  'loa-wanted': {
    title: 'a signed LOA is wanted, or the one that was sent was not accepted',
    next: 'Add a signed and dated LOA that names these numbers.',
  },
  'document-refused': {
    title: null,
    next: 'Add the file again: PDF or TIFF for an LOA of toll-free numbers, with its kind chosen and a name of at most 50 characters.',
  },
  date: {
    title: null,
    next: 'Choose another day or time from the menu: it offers what can be asked for.',
  },
  site: {
    title: 'the site is missing, unknown or has no default SIP peer',
    next: 'Choose a site from the list. If its SIP peer is missing, it has to be set at Bandwidth first.',
  },
  peer: {
    title: 'the SIP peer is missing, unknown or not one of this site',
    next: 'Choose the site first and then one of its SIP peers.',
  },
  resporg: {
    title: 'the target RespOrg is missing or not one that this account may use',
    next: 'Give the five characters of a RespOrg of Bandwidth or of your own that Bandwidth has set up.',
  },
  'customer-must-clear': {
    title: null,
    next: 'Only the customer can clear this, with the losing carrier. When it is cleared, send the order again.',
  },
  'not-for-toll-free': {
    title: 'a toll-free order carries something that only local orders have',
    next: 'Leave out account number, PIN, BTN and partial port; the subscriber is a business.',
  },
  'too-late': {
    title: null,
    next: 'It cannot be changed or cancelled here now. If it is urgent, ask Bandwidth with a note; its staff may still be able to.',
  },
  'bulk-moved-on': {
    title: null,
    next: 'Look at the bulk order now: orders go in and out, and its list changes, only while it is a draft.',
  },
  'bulk-date': {
    title: 'an order cannot be live by the day that is wanted for all',
    next: 'Ask for a later day under Shared facts, or detach that order.',
  },
  'goes-with-the-bulk': {
    title: 'the order belongs to a bulk order and goes out with it',
    next: 'Submit the bulk order, or detach this order from it first.',
  },
  'fixed-by-now': {
    title: null,
    next: 'This cannot change any more in a submitted order. Cancel it and make a new one, or ask Bandwidth with a note.',
  },
  'not-activated': {
    title: null,
    next: 'Nothing was activated. `/portin activate` shows which condition is missing and when it will hold.',
  },
  outage: {
    title: null,
    next: 'There is nothing to correct: Bandwidth or the other carrier has to go on. Try again in an hour; if it stands for two business days, ask Bandwidth with a note.',
  },
  'make-it-again': {
    title: null,
    next: 'There is nothing to correct, but this order is stuck: cancel it and make it again.',
  },
  'account-settings': {
    title: null,
    next: 'Our account at Bandwidth is not set up for this. Ask whoever looks after the account to have Bandwidth switch it on.',
  },
  'api-version': {
    title: 'Bandwidth answers this in version 2 of its API only',
    next: 'An admin sets BANDWIDTH_API_URL to an address that ends in /api/v2, and BANDWIDTH_NUMBER_FORMAT to e164.',
  },
  'order-has-ended': {
    title: 'the order is live or canceled, so it has no dates to choose from',
    next: 'There is nothing to do. Make a new order if numbers are still to be ported.',
  },
}

/** Codes of one cause and one field; `7107-7112` is all from the first to the last. */
type CodeRow = readonly [cause: CauseName, field: OrderField | null, codes: string]

const CODE_ROWS: readonly CodeRow[] = [
  ['numbers-unreadable', 'numbers', '7101 7102 7122 7201 7202 7316 7339 7360 7501 7502 7505 7615'],
  ['numbers-unreadable', 'numbers', '7718 7719 6147-6150 6183'],
  ['not-portable', 'numbers', '7004 7321 7331 7400 7403 7405 7420 7470 7503 7600 7609'],
  ['not-portable', 'numbers', '7627 6113 6151 6154 6211 6213 6429'],
  ['not-portable', 'numbers', '6152 6155-6159 6164-6169 6228-6231'],
  ['spare', 'numbers', '7620 7642'],
  ['kept-back', 'numbers', '7621 7643'],
  ['denied', 'numbers', '7622 7644'],
  ['by-hand-only', 'numbers', '7654-7657'],
  ['in-another-order', 'numbers', '7205 7407'],
  ['at-bandwidth-already', 'numbers', '7206 7320 7431 7441 7504'],
  ['not-in-service', 'numbers', '7378 7409 7426 7427 7516 7518 7671'],
  ['not-together', 'numbers', '7204 7363 7386 7495 7500 7507 7652 6179 6206'],
  ['too-many', 'numbers', '7314 7490 7517 7616 6173 6495'],
  ['billing-number', 'billing', '7103 7203 7445 7494 7496 7497'],
  ['partial-port', 'billing', '7319 7434'],
  ['subscriber-incomplete', 'subscriber', '7104-7106 7211 7324 7354-7356 7396 7422'],
  ['name-differs', 'subscriber', '7404 7414 7429'],
  ['address-incomplete', 'address', '7107-7112 7214 7329 7330 7395 7514'],
  ['address-differs', 'address', '7402 7515'],
  ['record-differs', 'address', '7408 7519 6214-6216 6218-6221 6223-6227 6463-6465'],
  ['record-differs', 'address', '6487 6488 6505 6507 6508 6543-6545'],
  ['account-or-pin', 'account', '7113 7114 7117 7212 7213 7401 7435 7443 7481 7510-7513'],
  ['account-or-pin', 'account', '7610 6207-6210'],
  ['loa-person', 'loa-person', '7115 7357 7388 7473'],
  ['loa-wanted', null, '7424 6114 6483-6486 6506'],
  ['document-refused', null, '7638-7641 7800'],
  ['date', 'foc', '7005 7119 7207-7210 7216 7217 7313 7315 7317 7347 7381 7382 7387 7389'],
  ['date', 'foc', '7412 7438 7439 7601-7603 7608 6275 6278 6304 6310 6311'],
  ['site', 'site', '7309 7310 7334 12016'],
  ['peer', 'peer', '7311 7312 7332 13563'],
  ['resporg', 'resporg', '7527-7533'],
  ['customer-must-clear', null, '7406 7410 7411 7413 7415 7416 7419 7421 7425 7436 7437 7491 7520'],
  ['customer-must-clear', null, '6431-6462 6466-6482 6489-6494 6496-6504 6509-6519'],
  ['not-for-toll-free', 'account', '7383'],
  ['not-for-toll-free', 'billing', '7384 7385'],
  ['not-for-toll-free', 'subscriber', '7391'],
  ['not-for-toll-free', null, '7397'],
  ['too-late', null, '7300-7304 7349 7353 7371 7390 7432 7433 7483 7635 7636'],
  ['too-late', null, '6294 6313-6316 6332'],
  ['fixed-by-now', 'billing', '7305'],
  ['fixed-by-now', 'subscriber', '7306'],
  ['fixed-by-now', 'address', '7307'],
  ['fixed-by-now', 'account', '7308'],
  ['fixed-by-now', 'numbers', '7498 7499 7506'],
  ['fixed-by-now', 'peer', '7487'],
  ['fixed-by-now', 'resporg', '7534'],
  ['bulk-moved-on', null, '7700-7705 7709 7711-7714 7716'],
  ['bulk-date', 'foc', '7715'],
  ['goes-with-the-bulk', null, '7717'],
  ['fixed-by-now', null, '7350 7708'],
  ['not-activated', null, '7338 7340-7346 7348 7351 7352 7361 7362 7392 7394 7479 7492'],
  ['not-activated', null, '7604-7607 6180 6181 6325-6331 6333'],
  ['outage', null, '7000 7006 7323 7418 7430 7442 7444 7484 7485 7617-7619 7623 7626 7628'],
  ['outage', null, '6100 6102 6139 6142 6191 6195 6197 6217 6222 6233 6234 6258 6272 6273 6276'],
  ['outage', null, '6320 6424-6426 6520-6526 6546-6579'],
  ['make-it-again', null, '7611 7629-7634 6101 6103-6106 6108-6112 6115-6119 6121-6123'],
  ['api-version', null, '7746'],
  ['order-has-ended', null, '7915'],
  ['account-settings', null, '7003 7325 7328 7333 7337 7475 7613 7614 7706 7707'],
]

interface KnownCode {
  readonly cause: CauseName
  readonly field: OrderField | null
}

const KNOWN_CODES: ReadonlyMap<string, KnownCode> = new Map(
  CODE_ROWS.flatMap(([cause, field, codes]) =>
    codes
      .split(' ')
      .flatMap(codesFromTo)
      .map((code) => [code, { cause, field }] as const),
  ),
)

function codesFromTo(span: string): readonly string[] {
  const [first = '', last = first] = span.split('-')
  const count = Number(last) - Number(first) + 1
  return Array.from({ length: count }, (_code, index) => String(Number(first) + index))
}

/**
 * What an error of Bandwidth means to a porter, and the next step. A code that is not known here
 * keeps Bandwidth's own text.
 */
export function causeOf({ code, description }: Pick<OrderError, 'code' | 'description'>): Cause {
  const ownWords = oneLine(description) || `error ${code}, without a word more`
  const known = KNOWN_CODES.get(code)
  if (known === undefined) {
    return {
      code,
      title: ownWords,
      next: `Ask Bandwidth with a note on the order and name code ${code}.`,
      field: null,
    }
  }
  const { title, next } = CAUSES[known.cause]
  return { code, title: title ?? ownWords, next, field: known.field }
}
