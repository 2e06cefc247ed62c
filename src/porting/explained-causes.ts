import type { CauseName } from './cause-codes.ts'
import type { Fix, FixField, OrderField } from './fix.ts'

export interface Explained {
  readonly title: string
  /** One title for many matters: Bandwidth's own words say which. */
  readonly vague?: true
  readonly next: string
  readonly field: OrderField | null
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

export const CAUSES: Readonly<Record<CauseName, Explained>> = {
  'numbers-unreadable': {
    title: 'the list of numbers is empty, or a number in it is wrong or listed twice',
    next: 'Compare the list with the customer’s bill, correct it and send it again.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'not-portable': {
    title: 'these numbers can’t be ported to Bandwidth',
    vague: true,
    next: 'Remove them and send the others. If the customer needs them ported, open a ticket with Bandwidth’s support.',
    field: 'numbers',
    fix: NUMBERS,
  },
  spare: {
    title: 'nobody holds this toll-free number (spare), so there is nothing to port',
    next: 'Remove it. If the customer wants it, it can be reserved instead.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'kept-back': {
    title: 'this toll-free number is unavailable (held in the toll-free registry)',
    next: 'Remove it. If the customer needs it ported, open a ticket with Bandwidth’s support.',
    field: 'numbers',
    fix: NUMBERS,
  },
  denied: {
    title: 'the toll-free registry denies this number',
    next: 'Remove it. If the customer needs it ported, open a ticket with Bandwidth’s support.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'by-hand-only': {
    title: 'the number is disconnected or in transition, so only Bandwidth’s staff can port it',
    next: 'Remove it from this order and open a ticket with Bandwidth’s support for a manual port.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'in-another-order': {
    title: 'the number is in another order that is still open',
    next: 'Look with `/portin find` and the number. If the other order is at another provider, the customer has to cancel it there; then send this one again.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'pending-order': {
    title: 'the losing carrier has another order open on this account',
    next: 'The customer has it completed or canceled by the losing carrier. Then resend this one.',
    field: null,
    fix: CUSTOMER_CLEARS,
  },
  'at-bandwidth-already': {
    title: 'the number is at Bandwidth already',
    next: 'Remove it, or open a ticket with Bandwidth’s support: its staff moves numbers between accounts.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'not-at-bandwidth': {
    title: 'the number isn’t at Bandwidth, so it can’t be ported internally',
    next: 'Make a new order for these numbers: they leave another carrier.',
    field: 'numbers',
    fix: RECREATE,
  },
  'not-in-service': {
    title: 'the number is not in service at the losing carrier',
    next: 'Ask the customer whether it still rings. A disconnected number has to be put back in service first; otherwise remove it.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'not-together': {
    title: 'these numbers cannot go in one order',
    next: 'Run `/portin check` with all of them and make one order from each group.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'several-accounts': {
    title: 'these numbers have different account numbers or PINs',
    next: 'Make one order for each account at the losing carrier.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'one-order-for-all': {
    title: 'the losing carrier wants all numbers of this account in one order',
    next: 'Cancel the orders for this customer, and make one with all of the numbers.',
    field: null,
    fix: RECREATE,
  },
  'too-many': {
    title: 'there are more numbers than one order can hold',
    next: 'Run `/portin check` with all of them: it cuts them into orders that fit.',
    field: 'numbers',
    fix: NUMBERS,
  },
  'billing-number': {
    title:
      'the billing telephone number (BTN) is missing or is not the one that the losing carrier has',
    next: 'Take the BTN from the customer’s last bill and send the order again.',
    field: 'billing',
    fix: fields('BTN'),
  },
  'partial-port': {
    title: 'partial or full port doesn’t match: the losing carrier counts other numbers than we do',
    next: 'Ask the customer whether numbers stay behind. If so, mark the port as partial; if the BTN leaves, name the number that becomes the new BTN.',
    field: 'billing',
    fix: fields('partial port'),
  },
  'subscriber-incomplete': {
    title: 'the subscriber is incomplete or too long',
    next: 'A business needs its name, a residence first and last name; each at most 25 characters. Correct it and send it again.',
    field: 'subscriber',
    fix: fields('name'),
  },
  'name-differs': {
    title: 'the losing carrier has another name for the subscriber',
    next: 'Copy the name from the customer’s last bill, letter by letter, and send the order again.',
    field: 'subscriber',
    fix: fields('name'),
  },
  'service-type': {
    title: 'the losing carrier has the line as the other type of service (business or residential)',
    next: 'Ask the customer which it is on the bill, correct it and send the order again.',
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
    title: 'the losing carrier has another service address',
    next: 'Compare it with the customer’s last bill: the service address counts, not the billing address.',
    field: 'address',
    fix: fields('address'),
  },
  'record-differs': {
    title: 'name or service address does not match the losing carrier’s record',
    next: 'Compare name and service address with the customer’s last bill, correct what differs and send the order again.',
    field: 'address',
    fix: fields('address', 'name'),
  },
  'account-number': {
    title: 'the account number is missing or wrong',
    next: 'The customer finds it on the losing carrier’s bill. Type it and send the order again.',
    field: 'account',
    fix: fields('account number'),
  },
  pin: {
    title: 'the porting PIN is missing or wrong',
    next: 'The customer gets it from the losing carrier; some expire within days. Type it and send the order again.',
    field: 'account',
    fix: fields('PIN'),
  },
  'account-and-pin': {
    title: 'the account number or the PIN is missing or wrong',
    next: 'Ask the customer for the account number and, if there is one, the porting PIN of the losing carrier; type them again and send the order again.',
    field: 'account',
    fix: fields('account number', 'PIN'),
  },
  ssn: {
    title: 'the losing carrier wants the last four digits of the customer’s Social Security number',
    next: 'Give them to Bandwidth’s support by phone or ticket, not in Slack.',
    field: null,
    fix: ASK,
  },
  'not-wireless': {
    title: 'account number and PIN were sent for a number that isn’t wireless',
    next: 'Remove account number and PIN and send the order again.',
    field: 'account',
    fix: fields('account number', 'PIN'),
  },
  'loa-person': {
    title:
      'the LOA authorizing person is missing, too long or not the one that the losing carrier knows',
    next: 'Name the person who signed the LOA and may decide on this account, in at most 15 characters.',
    field: 'loa-person',
    fix: fields('signer'),
  },
  'loa-wanted': {
    title: 'the signed LOA is missing or was not accepted',
    next: 'Add an LOA signed and dated within the last 30 days (60 at Lumen), with name, address and these numbers.',
    field: null,
    fix: DOCUMENT,
  },
  'document-wanted': {
    title: 'the losing carrier asks for the customer’s bill or customer service record (CSR)',
    next: 'Add a copy of the customer’s last bill or the CSR.',
    field: null,
    fix: DOCUMENT,
  },
  'document-refused': {
    title: 'Bandwidth didn’t accept the document',
    vague: true,
    next: 'Add the file again: PDF or TIFF for an LOA of toll-free numbers, with its kind chosen and a name of at most 50 characters.',
    field: null,
    fix: DOCUMENT,
  },
  date: {
    title: 'the requested date or time can’t be met',
    vague: true,
    next: 'Choose another day or time from the menu: it offers what can be requested.',
    field: 'foc',
    fix: DATE,
  },
  site: {
    title: 'the site is missing, unknown or has no default SIP peer',
    next: 'Choose a site from the list. If its SIP peer is missing, it has to be set at Bandwidth first.',
    field: 'site',
    fix: fields('site'),
  },
  peer: {
    title: 'the SIP peer is missing, unknown or not one of this site',
    next: 'Choose the site first and then one of its SIP peers.',
    field: 'peer',
    fix: fields('SIP peer'),
  },
  resporg: {
    title: 'the target RespOrg is missing or not one that this account may use',
    next: 'Give the five characters of a RespOrg of Bandwidth or of your own that Bandwidth has set up.',
    field: 'resporg',
    fix: fields('RespOrg'),
  },
  'customer-must-clear': {
    title: 'something on the customer’s account at the losing carrier keeps the number there',
    vague: true,
    next: 'Only the customer can clear this, with the losing carrier. When it is cleared, resend the order.',
    field: null,
    fix: CUSTOMER_CLEARS,
  },
  consent: {
    title: 'the port would end a feature of the line',
    vague: true,
    next: 'Decide with the customer: port without the feature, or have the losing carrier remove it first.',
    field: null,
    fix: { kind: 'consent', fields: [] },
  },
  'hunt-group': {
    title: 'the line is in a hunt group, which the port would break up',
    next: 'Decide with the customer: go on without it, or have the losing carrier take it off first.',
    field: null,
    fix: { kind: 'consent', fields: [] },
  },
  forwarded: {
    title: 'the number is forwarded to the customer (remote call forwarding)',
    next: 'Get the service address of the line itself, and decide with the customer whether the forwarding may end.',
    field: 'address',
    fix: { kind: 'consent', fields: ['address'] },
  },
  'not-for-toll-free': {
    title: 'a toll-free order carries something that only local orders have',
    next: 'Leave out account number, PIN, BTN and partial port; the subscriber is a business.',
    field: null,
    fix: fields('account number', 'PIN', 'BTN', 'partial port', 'subscriber type'),
  },
  'too-late': {
    title: 'the order can’t be changed or canceled now',
    vague: true,
    next: 'If it is urgent, open a ticket with Bandwidth’s support; its staff may still be able to.',
    field: null,
    fix: ASK,
  },
  'bulk-moved-on': {
    title: 'the bulk order has moved on',
    vague: true,
    next: 'Refresh the bulk order: orders go in and out, and its list changes, only while it is a draft.',
    field: null,
    fix: WAIT,
  },
  'bulk-date': {
    title: 'an order can’t be live by the day that is requested for all',
    next: 'Request a later day under Edit shared details, or detach that order.',
    field: 'foc',
    fix: DATE,
  },
  'goes-with-the-bulk': {
    title: 'the order belongs to a bulk order and goes out with it',
    next: 'Submit the bulk order, or detach this order from it first.',
    field: null,
    fix: WAIT,
  },
  'fixed-by-now': {
    title: 'this can’t be changed any more in a submitted order',
    vague: true,
    next: 'Cancel it and make a new one, or open a ticket with Bandwidth’s support.',
    field: null,
    fix: RECREATE,
  },
  'not-activated': {
    title: 'the numbers can’t be activated now',
    vague: true,
    next: 'Nothing was activated. `/portin activate` shows which condition is missing and when it will hold.',
    field: null,
    fix: WAIT,
  },
  outage: {
    title: 'Bandwidth or the losing carrier is working on it',
    vague: true,
    next: 'There is nothing to correct. Try again in an hour; if it stands for two business days, open a ticket with Bandwidth’s support.',
    field: null,
    fix: WAIT,
  },
  later: {
    title: 'the losing carrier can’t process orders at present',
    vague: true,
    next: 'Resend the order with a later date when it can.',
    field: 'foc',
    fix: DATE,
  },
  'not-found': {
    title: 'Bandwidth doesn’t know this order',
    next: 'Refresh the order: it may have been deleted there.',
    field: null,
    fix: WAIT,
  },
  'make-it-again': {
    title: 'this order is stuck',
    vague: true,
    next: 'There is nothing to correct: cancel it and make it again.',
    field: null,
    fix: RECREATE,
  },
  'account-settings': {
    title: 'our account at Bandwidth is not set up for this',
    vague: true,
    next: 'Ask whoever looks after the account to have Bandwidth switch it on.',
    field: null,
    fix: ASK,
  },
  'api-version': {
    title: 'Bandwidth answers this in version 2 of its API only',
    next: 'An admin sets BANDWIDTH_API_URL to an address that ends in /api/v2, and BANDWIDTH_NUMBER_FORMAT to e164.',
    field: null,
    fix: ASK,
  },
  'order-has-ended': {
    title: 'the order is live or canceled, so it has no dates to choose from',
    next: 'There is nothing to do. Make a new order if numbers are still to be ported.',
    field: null,
    fix: NONE,
  },
  'record-request': {
    title: 'the customer service record (CSR) could not be fetched',
    vague: true,
    next: 'The order can go on without it. If it does not, open a ticket with Bandwidth’s support.',
    field: null,
    fix: ASK,
  },
  'our-request': {
    title: 'Bandwidth doesn’t accept what I sent',
    vague: true,
    next: 'Nothing was changed. Tell whoever runs portin, with the code.',
    field: null,
    fix: ASK,
  },
  ask: {
    title: 'only Bandwidth’s people can clear this',
    vague: true,
    next: 'Ask Bandwidth in a note on the order, and name the code.',
    field: null,
    fix: ASK,
  },
  'going-on': {
    title: 'Bandwidth points something out and goes on with the order',
    vague: true,
    next: 'Nothing to do now; if it becomes a rejection, it will be posted here.',
    field: null,
    fix: NONE,
  },
  'good-news': {
    title: 'an earlier objection is cleared',
    next: 'Nothing to do: the order goes on.',
    field: null,
    fix: NONE,
  },
}
