import { describe, expect, it } from 'vitest'
import {
  childDiff,
  childSecrets,
  NO_CHILD_FACTS,
  withChildFacts,
  type ChildFacts,
} from '../../src/porting/child-facts.ts'
import type { OrderContent } from '../../src/porting/order.ts'
import { focDate, portOrder, tn } from './port-order.ts'

const { subscriber } = portOrder()
const local: OrderContent = portOrder({
  subscriber: {
    ...subscriber,
    serviceAddress: { ...subscriber.serviceAddress, preDirectional: 'N', plusFour: '0001' },
  },
})

function facts(different: Partial<ChildFacts> = {}): ChildFacts {
  return { ...NO_CHILD_FACTS, ...different }
}

describe('what a child would be changed to', () => {
  const row = {
    number: 1043,
    facts: facts({
      billingTelephoneNumber: tn('919-555-0101'),
      accountNumber: '0042',
      streetName: 'Elm St',
      city: 'Durham',
      zip: '27601',
    }),
  }

  it('is shown field by field, secrets hidden', () => {
    expect(childDiff(row, { ...local, hasAccountNumber: true })).toEqual([
      { field: 'BTN', before: '919-555-0100', after: '919-555-0101' },
      { field: 'account number', before: 'hidden', after: 'hidden' },
      { field: 'street', before: 'N Orchard Ln', after: 'Elm St' },
      { field: 'ZIP', before: '27701-0001', after: '27601' },
    ])
    expect(childDiff(row, local)[1]).toEqual({
      field: 'account number',
      before: null,
      after: 'hidden',
    })
  })

  it('takes the place of what it names, and of nothing else', () => {
    const after = withChildFacts(local, row.facts)
    expect(after).toEqual({
      ...local,
      billingTelephoneNumber: tn('919-555-0101'),
      subscriber: {
        ...local.subscriber,
        serviceAddress: {
          ...local.subscriber.serviceAddress,
          preDirectional: null,
          streetName: 'Elm St',
          streetSuffix: null,
          zip: '27601',
          plusFour: null,
        },
      },
    })
    expect(childDiff({ facts: { ...row.facts, accountNumber: null } }, after)).toEqual([])
  })

  it('is nothing without facts', () => {
    const content = { ...local, requestedFocDate: focDate('2026-12-08') }
    expect(withChildFacts(content, facts())).toEqual(content)
    expect(childDiff({ facts: facts() }, content)).toEqual([])
  })

  it.each([
    [facts(), null],
    [facts({ pin: '0042' }), { accountNumber: null, pin: '0042' }],
    [facts({ pin: '0042', accountNumber: '7' }), { accountNumber: '7', pin: '0042' }],
  ])('has its secrets apart', (given, secrets) => {
    expect(childSecrets(given)).toEqual(secrets)
  })

  it('is nothing where it is emptied, and what is empty already is no difference', () => {
    const emptied = facts({ businessName: '', addressLine2: '' })
    expect(childDiff({ facts: emptied }, local)).toEqual([
      { field: 'business name', before: 'Orchard Dental', after: null },
    ])
    const after = withChildFacts(local, emptied)
    expect(after.subscriber).toEqual({ ...local.subscriber, businessName: null })
    expect(childDiff({ facts: emptied }, after)).toEqual([])
  })
})
