import { describe, expect, it } from 'vitest'
import {
  isActive,
  isDraft,
  isTerminal,
  knownStatus,
  KNOWN_STATUSES,
  portStatus,
  ruleFor,
  STATUS_RULES,
  type KnownStatus,
} from '../../src/porting/status.ts'

function reachableFrom(first: KnownStatus): Set<KnownStatus> {
  const reached = new Set<KnownStatus>()
  const open = [first]
  for (let status = open.pop(); status !== undefined; status = open.pop()) {
    if (reached.has(status)) continue
    reached.add(status)
    open.push(...STATUS_RULES[status].next)
  }
  return reached
}

describe('STATUS_RULES', () => {
  it('reaches every status from a draft', () => {
    expect(reachableFrom('DRAFT')).toEqual(new Set(KNOWN_STATUSES))
  })

  it.each(KNOWN_STATUSES)('leads %s to an end', (status) => {
    expect([...reachableFrom(status)].some(isTerminal)).toBe(true)
  })

  it.each(KNOWN_STATUSES)('never makes a draft of %s again once it is none', (status) => {
    if (!isDraft(status)) expect(STATUS_RULES[status].next.some(isDraft)).toBe(false)
    expect(STATUS_RULES[status].next).not.toContain(status)
  })

  it.each(KNOWN_STATUSES)('lets nobody do to %s what Bandwidth refuses there', (status) => {
    const { may } = STATUS_RULES[status]
    for (const operation of ['edit', 'submit', 'cancel-draft', 'keep'] as const) {
      if (may.includes(operation)) expect(isDraft(status)).toBe(true)
    }
    if (may.includes('cancel')) expect(isActive(status)).toBe(true)
    expect(may.includes('activate')).toBe(status === 'FOC')
    if (isTerminal(status)) expect(may).toEqual([])
  })

  it('submits a regular order from DRAFT, a toll-free one only after its numbers passed', () => {
    const from = KNOWN_STATUSES.filter((status) => STATUS_RULES[status].may.includes('submit'))
    expect(from).toEqual(['DRAFT', 'VALID_DRAFT_TFNS'])
  })
})

describe('portStatus', () => {
  it.each([
    ['FOC', 'FOC'],
    [' foc\n', 'FOC'],
    ['VALID_DRAFT_TFNS', 'VALID_DRAFT_TFNS'],
    ['VALID_DRAFT_TNS', 'VALID_DRAFT_TFNS'],
    ['COMPLETED', 'COMPLETE'],
    ['CANCELED', 'CANCELLED'],
  ])('reads %j as %s', (text, status) => {
    expect(portStatus(text)).toBe(status)
    expect(knownStatus(portStatus(text))).toBe(status)
  })

  it.each(['ON_THE_MOON', 'constructor', ''])(
    'keeps %j, which nobody knows, and allows nothing final',
    (text) => {
      const status = portStatus(text)
      expect(status).toBe(text)
      expect(knownStatus(status)).toBeUndefined()
      expect(ruleFor(status).may).toEqual(['attach', 'note'])
      expect(isActive(status)).toBe(true)
    },
  )
})

it('counts every status as exactly one of draft, active and ended', () => {
  for (const status of KNOWN_STATUSES) {
    expect([isDraft, isActive, isTerminal].filter((is) => is(status))).toHaveLength(1)
  }
})
