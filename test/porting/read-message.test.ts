import { expect, it } from 'vitest'
import { calendarDay } from '../../src/porting/calendar.ts'
import { readMessage } from '../../src/porting/message/read-message.ts'
import { readNumbers } from '../../src/porting/read-numbers.ts'

const TODAY = calendarDay('2026-11-30')

interface Says {
  readonly numbers: string
  readonly doubtful?: string
  readonly business?: string
  readonly person?: string
  readonly signer?: string
  /** `12 | Orchard Ln | Apt 4 | Durham | NC | 27701` */
  readonly address?: string
  readonly btn?: string
  readonly carrier?: string
  readonly day?: string
  readonly account?: string
  readonly pin?: string
  /** Shown above the form. */
  readonly rest?: RegExp
}

const MAILS: Readonly<Record<string, readonly [string, Says]>> = {
  'a list and nothing else': [
    '415-555-0101\n415-555-0102',
    { numbers: '415-555-0101 415-555-0102' },
  ],
  'a list in which some numbers are struck': [
    '~*415-555-0101*~ _415-555-0102_\n~415-555-0103~',
    { numbers: '415-555-0102' },
  ],
  'one sentence': [
    'Please port 415-555-0101 for Blue Door LLC from Comcast by Dec 8.',
    {
      numbers: '415-555-0101',
      business: 'Blue Door LLC',
      carrier: 'Comcast',
      day: '2026-12-08',
      rest: /Please port/,
    },
  ],
  'a form filled in': [
    `Customer Name: Acme Dental
Service Address: 100 Main St, Suite 4, Raleigh, NC 27601
BTN: 919-555-0100
Account Number: 8412-77Q
PIN: 4471
Losing Carrier: Frontier
Authorized Person: Jane Rivera
Numbers to Port: 919-555-0100..0104
Requested FOC: 12/8/2026`,
    {
      numbers: '919-555-0100..0104',
      business: 'Acme Dental',
      address: '100 | Main St | Suite 4 | Raleigh | NC | 27601',
      btn: '919-555-0100',
      account: '8412-77Q',
      pin: '4471',
      carrier: 'Frontier',
      signer: 'Jane Rivera',
      day: '2026-12-08',
    },
  ],
  'a mail with a signature': [
    `Hi team,

please port 415-555-0140 and 415-555-0141 for us.

Thanks
Ann Lee
Sales, Blue Door
Ph: 510.555.0101 | Fax: 510.555.0102`,
    {
      numbers: '415-555-0140 415-555-0141',
      doubtful: '510-555-0101 510-555-0102',
      rest: /please port/,
    },
  ],
  'whom to call': [
    'Port 415-555-0140.\nQuestions? Call me at 510-555-0100.',
    { numbers: '415-555-0140', doubtful: '510-555-0100' },
  ],
  'a contact among the fields': [
    'Company: Zeta, Inc.\nContact Phone: 212-555-0199\nPhone numbers:\n212-555-0110\n212-555-0111',
    { numbers: '212-555-0110 212-555-0111', doubtful: '212-555-0199', business: 'Zeta, Inc.' },
  ],
  'an address of several lines': [
    `Business Name: Harbor Cafe
Address:
44 Wharf Rd
Unit 2B
Portland, Maine 04101
Numbers:
207-555-0133`,
    {
      numbers: '207-555-0133',
      business: 'Harbor Cafe',
      address: '44 | Wharf Rd | Unit 2B | Portland | ME | 04101',
    },
  ],
  'fields of an address': [
    'Street: 9 Elm Ave\nCity: Austin\nState: TX\nZip: 78701\nTN: 512-555-0100',
    { numbers: '512-555-0100', address: '9 | Elm Ave |  | Austin | TX | 78701' },
  ],
  'forwarded, with headers': [
    `---------- Forwarded message ----------
From: Dana <dana@example.com>
Date: Mon, Nov 30, 2026 at 9:14 AM
Subject: Port request
To: ports@example.com

Please transfer 303-555-0100 through 303-555-0109.
Our account number is 55120098 and the PIN is 9921.`,
    { numbers: '303-555-0100..0109', account: '55120098', pin: '9921' },
  ],
  quoted: [
    '> Numbers: 303-555-0100\n> Carrier: Lumen\n> Account #: A-99812',
    { numbers: '303-555-0100', carrier: 'Lumen', account: 'A-99812' },
  ],
  'an account number that looks like a telephone number': [
    'Account number: 9195550100\nNumber: 984-555-0110',
    { numbers: '984-555-0110', account: '9195550100' },
  ],
  'the account number in a sentence with the number': [
    'Port 984-555-0110, account 9195550100.',
    { numbers: '984-555-0110', account: '9195550100' },
  ],
  'what stays': [
    'Numbers to port: 919-555-0100\nDo not port:\n919-555-0101\n919-555-0102',
    { numbers: '919-555-0100', doubtful: '919-555-0101 919-555-0102', rest: /Do not port/ },
  ],
  'a residential customer': [
    'Residential port\nName: Maria Lopez\n12 Orchard Ln, Durham, NC 27701\nPhone number: 919-555-0177\nCurrent provider: Spectrum',
    {
      numbers: '919-555-0177',
      person: 'Maria Lopez',
      address: '12 | Orchard Ln |  | Durham | NC | 27701',
      carrier: 'Spectrum',
    },
  ],
  'bold, as Slack writes it': [
    '*Customer:* Quartz Quilts\n*BTN:* 704-555-0100\n*TNs:* 704-555-0100, 0101\n*Losing carrier:* Windstream',
    {
      numbers: '704-555-0100 704-555-0101',
      business: 'Quartz Quilts',
      btn: '704-555-0100',
      carrier: 'Windstream',
    },
  ],
  'links of Slack': [
    'Port <tel:+17045550100|704-555-0100> please, see <https://example.com/9195550100|the form>',
    { numbers: '704-555-0100' },
  ],
  Canada: [
    'Company: Maple Ltd\nService address: 100 Rue Sainte-Catherine, Montreal, QC H2X 1Z4\nNumber: 514-555-0100\nCarrier: Bell Canada',
    {
      numbers: '514-555-0100',
      business: 'Maple Ltd',
      address: '100 | Rue Sainte-Catherine |  | Montreal | QC | H2X 1Z4',
      carrier: 'Bell Canada',
    },
  ],
  'Puerto Rico': [
    'Customer: Isla Verde Inc\nAddress: 10 Calle Luna, San Juan, PR 00901\nTN: 787-555-0100',
    {
      numbers: '787-555-0100',
      business: 'Isla Verde Inc',
      address: '10 | Calle Luna |  | San Juan | PR | 00901',
    },
  ],
  'a PO box is no service address': [
    'Customer: Acme\nService address: PO Box 1234, Raleigh, NC 27601\nTN: 919-555-0100',
    { numbers: '919-555-0100', business: 'Acme', rest: /PO Box 1234/ },
  ],
  'a billing address beside the service address': [
    'Billing address: 1 Big Plaza, New York, NY 10001\nService address: 12 Orchard Ln, Durham, NC 27701\nTN: 919-555-0100',
    {
      numbers: '919-555-0100',
      address: '12 | Orchard Ln |  | Durham | NC | 27701',
      rest: /Billing address: 1 Big/,
    },
  ],
  'days in every writing': [
    'Number: 919-555-0100\nPort date: December 9th',
    { numbers: '919-555-0100', day: '2026-12-09' },
  ],
  'a day of next year': [
    'Number: 919-555-0100\nDesired date: 1/15',
    { numbers: '919-555-0100', day: '2027-01-15' },
  ],
  'no day': ['Number: 919-555-0100\nDesired date: asap', { numbers: '919-555-0100' }],
  'another number to forward to': [
    'Numbers to port: 919-555-0100\nCallback number: 984-555-0190\nFax: 984-555-0191',
    { numbers: '919-555-0100', doubtful: '984-555-0190 984-555-0191' },
  ],
  'a number that cannot be one': [
    'Numbers: 919-555-0100, 919-155-0101',
    { numbers: '919-555-0100' },
  ],
  'a sentence that a labeled line corrects': [
    'Moving from Comcast for Blue Door LLC on Dec 7, PIN 1234, account 555001.\nLosing carrier: Frontier\nCustomer: Acme Dental\nPort date: 12/8\nPIN: 9999\nAccount: 777002\nTN: 919-555-0100',
    {
      numbers: '919-555-0100',
      carrier: 'Frontier',
      business: 'Acme Dental',
      day: '2026-12-08',
      pin: '9999',
      account: '777002',
      rest: /Moving from Comcast/,
    },
  ],
  'a sentence with "for" before the one with the day': [
    'Thanks for your help with this.\nPlease port 919-555-0100 by Dec 8.',
    { numbers: '919-555-0100', day: '2026-12-08', rest: /Thanks for/ },
  ],
  'a password with words behind it': [
    'TN: 919-555-0100\nPassword: hunter2 abc',
    { numbers: '919-555-0100', pin: 'hunter2' },
  ],
  'a PIN in two parts': [
    'TN: 919-555-0100\nPIN: 44 71 until Friday',
    { numbers: '919-555-0100', pin: '44 71' },
  ],
  'a password that is none': ['TN: 919-555-0100\nPIN: ask Ann, ext 2', { numbers: '919-555-0100' }],
  'a quoted mail that is signed with a name and a number': [
    'Please port 919-555-0100.\n\nOn Mon, Nov 23, 2026 Lee wrote:\n> Sounds good, go ahead.\n> Lee, 984-555-0199',
    { numbers: '919-555-0100', doubtful: '984-555-0199' },
  ],
  'a list whose lines have names is no signature': [
    'Port these:\nDana Lee, 919-555-0100\nSam Poe, 919-555-0101',
    { numbers: '919-555-0100 919-555-0101' },
  ],
  'a table of numbers that move and numbers that stay': [
    'Please port these:\nNumber to Port\tReceiving Number\n919-555-0100\t984-555-0198\n\t984-555-0199\nThanks\nAnn',
    { numbers: '919-555-0100', doubtful: '984-555-0198 984-555-0199', rest: /Please port these/ },
  ],
  'a table of which nobody can tell what moves': [
    'Office Phone\tCell Phone\n919-555-0100\t984-555-0100\n919-555-0101\t984-555-0101',
    { numbers: '', doubtful: '919-555-0100..0101 984-555-0100..0101' },
  ],
  'a table with a PIN of its own': [
    'TN\tName\tTransfer PIN\n919-555-0100\tAcme Dental\t884412\n919-555-0101\tAcme Dental\t884412',
    { numbers: '919-555-0100..0101', pin: '884412' },
  ],
  'a table whose rows say what happens to each number': [
    'Number\tAccount\tAction\n919-555-0100\t9845550155\tPort\n919-555-0101\t9845550155\tKeep',
    { numbers: '', doubtful: '919-555-0100 919-555-0101', account: '9845550155' },
  ],
  'an account number in groups of four': [
    'Account 8245 1000 1234 5678, passcode 88-12\nPort 919-555-0100',
    { numbers: '919-555-0100', account: '8245 1000 1234 5678', pin: '88-12' },
  ],
  'a number behind which the next one is crossed out': [
    'Please see:\n919-555-0100 :x: 919-555-0101\n919-555-0102 :x:',
    { numbers: '919-555-0100' },
  ],
  'the ends of a range in the writing of a mail’s headers': [
    'From: 919-555-0100\nTo: 919-555-0119',
    { numbers: '' },
  ],
  'a forwarded mail with a signature in bars': [
    'Yes, and add 919-555-0105.\n\nOn Mon, Nov 30, 2026 at 9:14 AM Dana Lee <dana@acme.example> wrote:\n> Please port 919-555-0100.\n>\n> Dana Lee\n> Office Manager | Acme Dental\n> o: 919.555.0190 | m: 984.555.0191',
    { numbers: '919-555-0100 919-555-0105', doubtful: '919-555-0190 984-555-0191' },
  ],
  'a contact in a table below the numbers': [
    'Please port 919-555-0100.\n\nContact | Phone\nDana Lee | 984-555-0199',
    { numbers: '919-555-0100', doubtful: '984-555-0199' },
  ],
  'a PIN behind the account number': [
    'Number: 919-555-0100\nAcct: 5-QWERTY12 Passcode: Bluebird7\nAddr: 12 Orchard Ln, Durham, NC 27701',
    {
      numbers: '919-555-0100',
      account: '5-QWERTY12',
      pin: 'Bluebird7',
      address: '12 | Orchard Ln |  | Durham | NC | 27701',
    },
  ],
  'several labels on a line': [
    'Customer: Acme Dental, Inc. Phone: 984-555-0199\nAddress: 100 Main St\nCity: Raleigh   State: NC   Zip: 27601\nTN: 919-555-0100',
    {
      numbers: '919-555-0100',
      doubtful: '984-555-0199',
      business: 'Acme Dental, Inc.',
      address: '100 | Main St |  | Raleigh | NC | 27601',
    },
  ],
  'an account number in brackets behind the carrier': [
    'Numbers: 303-555-0100\nCarrier: Lumen (acct# 5-QRST9876)\nPIN: 0042',
    { numbers: '303-555-0100', carrier: 'Lumen', account: '5-QRST9876', pin: '0042' },
  ],
  'a PIN behind each number': [
    '919-555-0100 pin 447101\n919-555-0101 pin 447102',
    { numbers: '919-555-0100..0101', rest: /2 PINs/ },
  ],
  JSON: [
    '{"numbers":["9195550100"],"pin":"447182","account_number":"84127700"}',
    { numbers: '919-555-0100', account: '84127700', pin: '447182' },
  ],
  'a sentence signed with a number, and one that somebody opened': [
    'port 9195550100 pls. thx dana 9845550199\nTicket opened by Dana Lee (984-555-0198)',
    { numbers: '919-555-0100', doubtful: '984-555-0198 984-555-0199' },
  ],
  'account number and PIN behind the BTN': [
    'BTN: 919-555-0100, Account #: 84127700, PIN: 4471\nTNs: 919-555-0100',
    { numbers: '919-555-0100', btn: '919-555-0100', account: '84127700', pin: '4471' },
  ],
  'a number for the time in between': [
    'TN: 919-555-0100\nTemp/forwarding number: 984-555-0150',
    { numbers: '919-555-0100', doubtful: '984-555-0150' },
  ],
  'a day that is none for certain': [
    'TN: 919-555-0100\nFOC: week of 12/14',
    { numbers: '919-555-0100', day: '2026-12-14', rest: /week of/ },
  ],
  'a list that says of each number whether it ports': [
    '919-555-0100 - Y\n919-555-0101 - N',
    { numbers: '919-555-0100', doubtful: '919-555-0101', rest: /0101 - N/ },
  ],
  'a table in which a spreadsheet has changed account number and PIN': [
    'TN\tAccount\tPIN\n919-555-0100\t8.41277E+11\t14-Dec',
    { numbers: '919-555-0100', rest: /shortened the account number[^]*date of the PIN/ },
  ],
  'an account number that only resembles a day': [
    'TN: 919-555-0100\nAccount: 12-34-5678\nPIN: Mar7',
    { numbers: '919-555-0100', account: '12-34-5678', pin: 'Mar7' },
  ],
  'a table with one account number and a PIN for each': [
    'TN\tAccount\tPIN\n919-555-0100\t84127700\t447101\n919-555-0101\t84127700\t447102',
    { numbers: '919-555-0100..0101', account: '84127700', rest: /2 PINs/ },
  ],
  hello: ['hello there', { numbers: '', rest: /hello there/ }],
  nothing: ['', { numbers: '' }],
  'a letter without a number': [
    'We are moving all our lines from AT&T to you next year. What do you need?',
    { numbers: '', carrier: 'AT&T', rest: /moving all our lines/ },
  ],
}

const numbersIn = (text = ''): readonly string[] => [...readNumbers(text).numbers].sort()

it.each(Object.entries(MAILS))('%s', (_, [mail, says]) => {
  if (TODAY === undefined) throw new Error('There is no such day.')
  const read = readMessage(mail, TODAY)
  const { address } = read
  const lines = [
    address.houseNumber,
    address.streetName,
    address.addressLine2,
    address.city,
    address.state,
    address.zip,
  ]
  const person = read.firstName === null ? undefined : `${read.firstName} ${read.lastName ?? ''}`
  expect({
    numbers: [...read.numbers].sort(),
    doubtful: [...read.doubtful].sort(),
    business: read.businessName ?? undefined,
    person,
    signer: read.signer ?? undefined,
    address: lines.every((line) => line === '') ? undefined : lines.join(' | '),
    btn: read.billingTelephoneNumber ?? undefined,
    carrier: read.carrier ?? undefined,
    day: read.day ?? undefined,
    account: read.secrets.accountNumber ?? undefined,
    pin: read.secrets.pin ?? undefined,
  }).toEqual({
    numbers: numbersIn(says.numbers),
    doubtful: numbersIn(says.doubtful),
    business: says.business,
    person: says.person,
    signer: says.signer,
    address: says.address,
    btn: says.btn === undefined ? undefined : numbersIn(says.btn)[0],
    carrier: says.carrier,
    day: says.day,
    account: says.account,
    pin: says.pin,
  })
  if (says.rest !== undefined) expect(read.rest.join('\n')).toMatch(says.rest)
  const shown = JSON.stringify({
    ...read,
    secrets: null,
    numbers: [],
    billingTelephoneNumber: null,
  })
  if (says.pin !== undefined) expect(shown).not.toContain(says.pin)
  if (says.account !== undefined) expect(shown).not.toContain(says.account)
})

it('what a message has beyond what is read of it is said', () => {
  if (TODAY === undefined) throw new Error('There is no such day.')
  const read = readMessage(`${'We move. '.repeat(7_000)}\n919-555-0100`, TODAY)
  expect(read.numbers).toEqual([])
  expect(read.rest.join('\n')).toMatch(/goes on/)
})

it.each([
  ['PIN: 4471', true],
  ['TN,PIN\n919-555-0100,447101\n919-555-0101,447102', true],
  ['Do not port these:\n919-555-0101, PIN 4471', true],
  ['PIN:\n4471', true],
  ['PINs: 447101, 447102', true],
  ['919-555-0100 pin 447101\n919-555-0101 pin 447102', true],
  ['{"pin":"447182"}', true],
  ['Port 919-555-0100. PIN to follow.', false],
])('whether everybody in the channel reads a PIN: %j', (message, showsPin) => {
  if (TODAY === undefined) throw new Error('There is no such day.')
  const read = readMessage(message, TODAY)
  expect(read.showsPin).toBe(showsPin)
  expect(JSON.stringify({ ...read, secrets: null })).not.toMatch(/4471/)
})

it('of a social security number nothing is shown', () => {
  if (TODAY === undefined) throw new Error('There is no such day.')
  const { rest } = readMessage('Port 919-555-0100, last four of SSN 9876.', TODAY)
  expect(rest.join()).not.toContain('9876')
})

it('a table’s PINs are not repeated above the form', () => {
  if (TODAY === undefined) throw new Error('There is no such day.')
  const [mail] = MAILS['a table with a PIN of its own'] ?? ['']
  expect(readMessage(mail, TODAY).rest.join()).not.toContain('884412')
})

it('both ends of a range on lines of their own are shown back', () => {
  if (TODAY === undefined) throw new Error('There is no such day.')
  const { unread } = readMessage('Start: 919-555-0100\nEnd: 919-555-0119', TODAY)
  expect(unread).toHaveLength(2)
})

const TWICE: Readonly<Record<string, string>> = {
  'a PIN behind the carrier and another behind the customer':
    'Losing carrier: Verizon PIN 1234\nCustomer: Acme Dental, PIN 9999',
  'a PIN in a sentence and another below a label': 'PIN 1234\nPIN: 9999',
  'two labeled PINs': 'PIN: 1234\nPIN: 9999',
  'two PINs in one sentence': 'The PIN is 1234 and the transfer PIN is 9999.',
  'two labels above their values': 'PIN:\n1234\nTransfer PIN:\n9999 (porting)\nNot 9999?',
  'two account numbers': 'Account number: A-1234\nAccount number: 99-9999',
  'another one below what stays': 'PIN: 1234\nDo not port:\nPIN: 9999\nAccount: 9995550101',
  'a short one with a name of its own': 'a/c: 1234\na/c: 99',
  'a second password without a digit': 'Password: 1234\nPassword: ninety99nine\nPassword: Nines',
  'a PIN that a sentence repeats': 'PIN: 1234\nPIN: 9999 (porting)\nI mean 9999, not 1234.',
}

it.each(Object.entries(TWICE))('a message with %s shows neither', (_, mail) => {
  if (TODAY === undefined) throw new Error('There is no such day.')
  const read = readMessage(`${mail}\nPort 984-555-0110 please.`, TODAY)
  expect(JSON.stringify({ ...read, secrets: null })).not.toMatch(/1234|99|Nines/)
})
