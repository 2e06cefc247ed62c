import type { Fix, FixField, OrderField } from './fix.ts'

export interface Explained {
  /** `{one|several}` is resolved by how many numbers it is about. */
  readonly title: string
  /** One title for several causes: Bandwidth's own words say which. */
  readonly vague?: true
  readonly next: string
  /** Absent: nothing in the form would help. */
  readonly field?: OrderField
  readonly fix: Fix
}

const DATE: Fix = { kind: 'date' }
const WAIT: Fix = { kind: 'wait' }
export const ASK: Fix = { kind: 'ask' }
const RECREATE: Fix = { kind: 'recreate' }
const CUSTOMER_CLEARS: Fix = { kind: 'customer-clears' }
const DOCUMENT: Fix = { kind: 'document' }
const NONE: Fix = { kind: 'none' }
const NUMBERS = fields('numbers')

export function fields(...names: readonly FixField[]): Fix {
  return { kind: 'fields', fields: names }
}

/** Why Bandwidth or a carrier refuses: codes that call for the same thing have one cause. */
export const CAUSES = {
  'numbers-unreadable': {
    title: 'the list of numbers is empty, or a number in it is wrong or listed twice',
    next: 'Compare the list with the customer’s bill, fix it, and resend.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'not-portable': {
    title: '{this number|these numbers} can’t be ported to Bandwidth',
    vague: true,
    next: 'Remove {it|them} and send the others. If the customer needs {it|them} ported, open a ticket with Bandwidth support.',
    field: 'numbers',
    fix: NUMBERS,
  },
  spare: {
    title: 'no one has {this toll-free number|these toll-free numbers} (spare)',
    next: 'Remove {it|them}. If the customer wants {it, it|them, they} can be reserved instead.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'kept-back': {
    title:
      '{this toll-free number is|these toll-free numbers are} unavailable (held in the toll-free registry)',
    next: 'Remove {it|them}. If the customer needs {it|them} ported, open a ticket with Bandwidth support.',
    field: 'numbers',
    fix: NUMBERS,
  },
  denied: {
    title: 'the toll-free registry denies {this number|these numbers}',
    next: 'Remove {it|them}. If the customer needs {it|them} ported, open a ticket with Bandwidth support.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'by-hand-only': {
    title:
      'disconnected or in transition: only Bandwidth’s staff can port {the number|the numbers}',
    next: 'Remove {it|them} from this order and open a ticket with Bandwidth support for a manual port.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'in-another-order': {
    title: '{the number is|these numbers are} in another order that is still open',
    next: 'Find that order with `/portin find` and {the|a} number. If it’s at another provider, the customer cancels it there. Then resend this one.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'pending-order': {
    title: 'the losing carrier has another order open on this account',
    next: 'The customer has it completed or canceled by the losing carrier. Then resend this one.',
    fix: CUSTOMER_CLEARS,
  },
  'at-bandwidth-already': {
    title: '{the number is|these numbers are} already at Bandwidth',
    next: 'Remove {it|them}, or open a ticket with Bandwidth support. Its staff moves numbers between accounts.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'not-at-bandwidth': {
    title:
      '{the number isn’t|these numbers aren’t} at Bandwidth, so {it|they} can’t be ported internally',
    next: 'Create a new order for {it. It leaves|them. They leave} another carrier.',
    field: 'numbers',
    fix: RECREATE,
  },
  'not-in-service': {
    title: '{the number isn’t|these numbers aren’t} in service at the losing carrier',
    next: 'Ask the customer to call {it|them}. The losing carrier has to restore a disconnected number. Otherwise remove it from the order.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'not-together': {
    title: 'these numbers can’t be in one order',
    next: 'Run `/portin check` on all of them and create one order for each group.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'billing-elsewhere': {
    title: 'the numbers, their BTN and the new BTN aren’t all with one carrier',
    next: 'Enter the BTN from the losing carrier’s bill. If the numbers have several carriers, run `/portin check` and create one order for each group.',
    field: 'billing',
    fix: fields('BTN'),
  },
  'several-accounts': {
    title: 'these numbers have different account numbers or PINs',
    next: 'Create one order for each account at the losing carrier.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'one-order-for-all': {
    title: 'the losing carrier wants all numbers of this account in one order',
    next: 'Cancel this customer’s orders and create one with all the numbers.',
    fix: RECREATE,
  },
  'too-many': {
    title: 'there are more numbers than one order can hold',
    next: 'Run `/portin check` on all of them. I’ll split them into orders that fit.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'billing-number': {
    title: 'the BTN is missing or doesn’t match the losing carrier’s record',
    next: 'Use the BTN from the customer’s latest bill, then resend.',
    field: 'billing',
    fix: fields('BTN'),
  },
  'partial-port': {
    title: 'partial or full port doesn’t match the losing carrier’s account',
    next: 'Ask the customer if any numbers stay. If so, mark it as a partial port. If the BTN ports, enter a new BTN.',
    field: 'billing',
    fix: fields('partial port'),
  },
  'subscriber-incomplete': {
    title: 'the subscriber is incomplete or too long',
    next: 'A business needs its name, a residence a first and last name, up to 25 characters each. Fix it, then resend.',
    field: 'subscriber',
    fix: fields('name'),
  },
  'name-differs': {
    title: 'the customer’s name doesn’t match the losing carrier’s record',
    next: 'Copy the name exactly from the customer’s latest bill, then resend.',
    field: 'subscriber',
    fix: fields('name'),
  },
  'service-type': {
    title: 'business or residential doesn’t match the losing carrier’s record',
    next: 'Ask the customer which it is on the bill, fix it, then resend.',
    field: 'subscriber',
    fix: fields('subscriber type'),
  },
  'address-incomplete': {
    title: 'the service address is incomplete or has a part that Bandwidth doesn’t accept',
    next: 'Fill in house number, street, city, state and ZIP. A direction is N, S, E, W, NE, NW, SE or SW.',
    field: 'address',
    fix: fields('address'),
  },
  'address-differs': {
    title: 'the service address doesn’t match the losing carrier’s record',
    next: 'Use the service address on the latest bill, not billing.',
    field: 'address',
    fix: fields('address'),
  },
  'address-for-a-new-order': {
    title: 'the service address doesn’t match, and the losing carrier wants a new order',
    next: 'Cancel and recreate it with the service address from the customer’s latest bill or CSR.',
    field: 'address',
    fix: RECREATE,
  },
  'record-differs': {
    title: 'name or service address doesn’t match the losing carrier’s record',
    next: 'Compare name and service address with the customer’s latest bill, fix them, then resend.',
    field: 'address',
    fix: fields('address', 'name'),
  },
  'account-number': {
    title: 'the account number is missing or wrong',
    next: 'It’s on the losing carrier’s bill. Enter it, then resend.',
    field: 'account',
    fix: fields('account number'),
  },
  pin: {
    title: 'the porting PIN is missing or wrong',
    next: 'The customer gets it from the losing carrier. Some expire within days. Enter it, then resend.',
    field: 'account',
    fix: fields('PIN'),
  },
  'account-and-pin': {
    title: 'the account number or the PIN is missing or wrong',
    next: 'Ask the customer for the account number and porting PIN at the losing carrier. Enter both, then resend.',
    field: 'account',
    fix: fields('account number', 'PIN'),
  },
  ssn: {
    title: 'the losing carrier wants the last four digits of the customer’s SSN',
    next: 'Give them to Bandwidth support by phone or ticket, not in Slack.',
    fix: ASK,
  },
  'not-wireless': {
    title: 'account number and PIN were sent for a number that isn’t wireless',
    next: 'Cancel and recreate the order, and leave account number and PIN empty. They can’t be cleared in this one.',
    field: 'account',
    fix: RECREATE,
  },
  'loa-person': {
    title: 'the signer is missing, too long, or not on the losing carrier’s record',
    next: 'Enter who signed the LOA and may decide on this account, up to 15 characters.',
    field: 'loa-person',
    fix: fields('signer'),
  },
  'loa-wanted': {
    title: 'the signed LOA is missing or wasn’t accepted',
    next: 'Add an LOA signed and dated within the last 30 days (60 at Lumen), with name, address and these numbers.',
    fix: DOCUMENT,
  },
  'document-wanted': {
    title: 'the losing carrier asks for the customer’s bill or customer service record (CSR)',
    next: 'Add a copy of the customer’s last bill or the CSR.',
    fix: DOCUMENT,
  },
  'document-refused': {
    title: 'Bandwidth didn’t accept the document',
    vague: true,
    next: 'Add the file again, with its type and a name of up to 50 characters. A toll-free LOA has to be a PDF or TIFF.',
    fix: DOCUMENT,
  },
  date: {
    title: 'the requested date or time can’t be met',
    vague: true,
    next: 'Choose another requested FOC.',
    field: 'foc',
    fix: DATE,
  },
  'date-unmet': {
    title: 'the losing carrier can’t meet the requested date',
    next: 'Choose another requested FOC.',
    field: 'foc',
    fix: DATE,
  },
  site: {
    title: 'the site is missing, unknown or has no default SIP peer',
    next: 'Choose a site from the list. If it has no default SIP peer, set one at Bandwidth first.',
    field: 'site',
    fix: fields('site'),
  },
  peer: {
    title: 'the SIP peer is missing, unknown or not one of this site',
    next: 'Choose the site first, then one of its SIP peers.',
    field: 'peer',
    fix: fields('SIP peer'),
  },
  resporg: {
    title: 'the target RespOrg is missing or not one that this account may use',
    next: 'Enter the 5 characters of Bandwidth’s RespOrg, or of your own if Bandwidth set it up.',
    field: 'resporg',
    fix: fields('RespOrg'),
  },
  'customer-must-clear': {
    title: 'a hold on the customer’s account at the losing carrier blocks the port',
    vague: true,
    next: 'The customer has to clear this with the losing carrier. Then resend.',
    fix: CUSTOMER_CLEARS,
  },
  consent: {
    title: 'the port would end a feature of the line',
    vague: true,
    next: 'Decide with the customer: port without the feature, or have the losing carrier remove it first.',
    fix: { kind: 'consent', fields: [] },
  },
  'hunt-group': {
    title: 'the line is in a hunt group, which the port would break up',
    next: 'Decide with the customer: port without it, or have the losing carrier remove it first.',
    fix: { kind: 'consent', fields: [] },
  },
  forwarded: {
    title: 'the number is forwarded to the customer (remote call forwarding)',
    next: 'Get the line’s own service address, and decide with the customer whether the forwarding may end.',
    field: 'address',
    fix: { kind: 'consent', fields: ['address'] },
  },
  'not-for-toll-free': {
    title: 'the toll-free order has a field that only local orders have',
    next: 'Remove account number, PIN, BTN, and partial port. The customer has to be a business.',
    fix: fields('account number', 'PIN', 'BTN', 'partial port', 'subscriber type'),
  },
  'too-late': {
    title: 'the order can’t be changed or canceled now',
    vague: true,
    next: 'If it’s urgent, open a ticket with Bandwidth support. Its staff may still be able to.',
    fix: ASK,
  },
  'bulk-moved-on': {
    title: 'the bulk order has moved on',
    vague: true,
    next: 'Refresh the bulk order. Its order list can only change while it’s a draft.',
    fix: WAIT,
  },
  'bulk-date': {
    title: 'an order can’t port by the bulk order’s requested FOC',
    next: 'Request a later date under Edit shared details, or detach that order.',
    field: 'foc',
    fix: DATE,
  },
  'goes-with-the-bulk': {
    title: 'the order is part of a bulk order and submits with it',
    next: 'Submit the bulk order, or detach this order from it first.',
    fix: WAIT,
  },
  'fixed-by-now': {
    title: 'this is locked after submit',
    vague: true,
    next: 'Cancel it and create a new one, or open a ticket with Bandwidth support.',
    fix: RECREATE,
  },
  'not-activated': {
    title: 'the numbers can’t be activated now',
    vague: true,
    next: 'Nothing was activated. `/portin activate` shows what’s missing.',
    fix: WAIT,
  },
  outage: {
    title: 'Bandwidth or the losing carrier is working on it',
    vague: true,
    next: 'Try again in an hour. After 2 business days, open a ticket with Bandwidth support.',
    fix: WAIT,
  },
  later: {
    title: 'the losing carrier can’t process orders right now',
    vague: true,
    next: 'Resend the order with a later date when it can.',
    field: 'foc',
    fix: DATE,
  },
  'not-found': {
    title: 'Bandwidth doesn’t know this order',
    next: 'Refresh the order. It may have been deleted there.',
    fix: WAIT,
  },
  'make-it-again': {
    title: 'this order is stuck',
    vague: true,
    next: 'Cancel it and create a new one.',
    fix: RECREATE,
  },
  'account-settings': {
    title: 'our Bandwidth account doesn’t have this turned on',
    vague: true,
    next: 'Ask your account admin to have Bandwidth enable it.',
    fix: ASK,
  },
  'api-version': {
    title: 'Bandwidth supports this only in version 2 of its API',
    next: 'An admin sets BANDWIDTH_API_URL to an address that ends in /api/v2, and BANDWIDTH_NUMBER_FORMAT to e164.',
    fix: ASK,
  },
  'order-has-ended': {
    title: 'the order is live or canceled, so it has no dates to choose from',
    next: 'Nothing to do. Create a new order if numbers still have to port.',
    fix: NONE,
  },
  'record-request': {
    title: 'Bandwidth couldn’t get the CSR',
    vague: true,
    next: 'The order can continue without it. If it doesn’t, open a ticket with Bandwidth support.',
    fix: ASK,
  },
  'our-request': {
    title: 'Bandwidth doesn’t accept what I sent',
    vague: true,
    next: 'Nothing was changed. Tell your portin admin, with the code.',
    fix: ASK,
  },
  ask: {
    title: 'only Bandwidth’s staff can clear this',
    vague: true,
    next: 'Send Bandwidth a note with the code.',
    fix: ASK,
  },
  'going-on': {
    title: 'Bandwidth has a comment and continues with the order',
    vague: true,
    next: 'Nothing to do now. If it becomes a rejection, I’ll post it here.',
    fix: NONE,
  },
  'good-news': {
    title: 'an earlier error is cleared',
    next: 'Nothing to do. The order continues.',
    fix: NONE,
  },
} satisfies Readonly<Record<string, Explained>>

export type CauseName = keyof typeof CAUSES
