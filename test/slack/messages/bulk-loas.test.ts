import { plain } from '../../../src/slack/mrkdwn.ts'
import { describe, expect, it } from 'vitest'
import type { LoasView, SharedLoa } from '../../../src/desk/bulk/view-loas.ts'
import { whoAuthorizes } from '../../../src/porting/shared-loa.ts'
import { bulkDocuments } from '../../../src/slack/messages/bulk-documents.ts'
import { bulkNews } from '../../../src/slack/messages/bulk-news.ts'
import { longestBulk } from '../../fixtures/bulk.ts'
import { DANA, NOW } from '../../fixtures/orders.ts'
import { buttonsOf, readMessage } from '../read-message.ts'

const { bulk } = longestBulk('VALID_DRAFT_TNS', 'Acme')

function document(state: SharedLoa['document']['state'], outcome: string | null = null) {
  return {
    id: 'd1',
    bulkNumber: 1042,
    source: 'F1',
    name: 'loa.pdf',
    size: 1000,
    state,
    outcome,
    offeredBy: DANA,
    offeredAt: NOW,
    childNumber: null,
    because: null,
    person: 'J Rivera',
    sharedBy: DANA,
  }
}

function sharedLoa(
  is: Partial<Omit<SharedLoa, 'document'>> = {},
  of = document('given'),
): SharedLoa {
  return {
    document: of,
    has: [],
    otherLoa: [],
    coming: [],
    unlisted: [],
    refused: [],
    without: [],
    signedByAnother: [],
    ...is,
  }
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => 1043 + index)
}

/** The message while a file waits, when these people authorize so many orders each. */
function whileWaiting(people: readonly (readonly [person: string | null, orders: number])[]) {
  const orders = people
    .flatMap(([person, count]) => Array.from({ length: count }, () => person))
    .map((person, index) => ({
      number: 1043 + index,
      person,
      hasLoa: false,
      takesLoa: true,
    }))
  const waiting = { ...document('waiting'), person: null, sharedBy: null }
  const view: LoasView = {
    bulk,
    documents: [waiting],
    who: whoAuthorizes(orders),
    orders: orders.length,
    shared: [],
  }
  return bulkDocuments(view)
}

describe('an LOA that waits', () => {
  it('is said to do for all when one person authorizes them', () => {
    const shown = whileWaiting([['J Rivera', 37]])
    expect(readMessage(shown)).toContain(
      '*One LOA for all?* J Rivera signs for all 37 orders, so one LOA covers them.',
    )
    expect(buttonsOf(shown)).toContain('Use for all 37 orders…')
  })

  it.each<[string, readonly (readonly [string | null, number])[], string]>([
    [
      'few named, many counted',
      [
        ['J Rivera', 30],
        ['K Lopez', 2],
        [null, 1],
      ],
      'J Rivera signs for 30 orders, K Lopez #1073 and #1074, no signer in #1075.',
    ],
    [
      'the fifth person and all others counted',
      ['A', 'B', 'C', 'D', 'E', 'F'].map((person) => [`Person ${person}`, 1] as const),
      'Person D #1046, 2 others the rest.',
    ],
    [
      'one person, and an order without anybody',
      [
        ['J Rivera', 2],
        [null, 5],
      ],
      'J Rivera signs for #1043 and #1044, no signer in 5 orders.',
    ],
  ])('is said not to do for all when several sign: %s', (_, people, words) => {
    const shown = whileWaiting(people)
    expect(readMessage(shown)).toContain(`*One LOA won’t cover every order.* `)
    expect(readMessage(shown)).toContain(words)
    expect(buttonsOf(shown)).toContain('Use for all orders of one signer…')
  })

  it('goes nowhere as a whole while no order names anybody', () => {
    const shown = whileWaiting([[null, 3]])
    expect(readMessage(shown)).toContain(
      'One LOA for all isn’t possible yet: no order names a signer. Add one under “Edit shared details”.',
    )
    expect(buttonsOf(shown)).toEqual(['Choose orders…'])
  })

  it('is for its one order where there is no other', () => {
    expect(buttonsOf(whileWaiting([['J Rivera', 1]]))).toEqual(['Choose orders…'])
  })
})

describe('an LOA that goes to many', () => {
  function shown(one: SharedLoa) {
    return bulkDocuments({
      bulk,
      documents: [one.document],
      who: whoAuthorizes([]),
      orders: 37,
      shared: [one],
    })
  }

  it('says how far it is, and who refused it, while it is on its way', () => {
    const said = shown(
      sharedLoa(
        {
          has: numbers(31),
          coming: [1074],
          without: [1076, 1077, 1078, 1079],
          refused: [{ child: 1075, why: 'Bandwidth says: it is no PDF.' }],
        },
        document('sending'),
      ),
    )
    expect(readMessage(said)).toMatch(
      /\*loa\.pdf\* \(LOA\) is going out, one order at a time: 31 of 37 orders of J Rivera have it\. Sent by @dana\.\n• #1075: Bandwidth says: it is no PDF\.\n_█+░+ 31 of 37 orders_$/,
    )
    expect(buttonsOf(said)).toEqual([])
  })

  it('says why it stopped and goes on with a click', () => {
    const said = shown(
      sharedLoa(
        { has: [1043], coming: [1044], without: [1045, 1046] },
        document('stopped', 'I restarted in the middle.'),
      ),
    )
    expect(readMessage(said)).toContain(
      '*#1042 · Acme (bulk): LOAs*\n:warning: *loa.pdf* (LOA) stopped: I restarted in the middle. @dana\n1 of 4 orders of J Rivera has it. No order gets it twice.\nStill confirming #1044. No action needed.\n[Continue with 2 orders]',
    )
    expect(buttonsOf(said)).toEqual(['Continue with 2 orders'])
  })

  it('says whom it did not reach, and whose LOA it no longer is', () => {
    const said = shown(
      sharedLoa({
        has: [1043, 1044],
        refused: [{ child: 1045, why: 'It must be PDF or TIFF.' }],
        unlisted: [1046],
        signedByAnother: [1047],
        otherLoa: [1048, 1049],
      }),
    )
    expect(readMessage(said)).toContain(
      [
        '*loa.pdf* (LOA): 2 of 4 orders of J Rivera have it. Sent by @dana.',
        '• #1045: It must be PDF or TIFF.',
        'Bandwidth accepted it for #1046 but doesn’t list it there. Check that order.',
        ':warning: #1047 names a different signer now. It needs an LOA from that signer.',
        'Left as they were, with their own LOA: #1048, #1049.',
      ].join('\n'),
    )
    expect(buttonsOf(said)).toEqual(['Try 1 order again'])
  })
})

it('A split of five hundred orders names the new ones and what was lost, however many go on', () => {
  const view = longestBulk('VALID_DRAFT_TNS', 'Acme')
  const children = view.children.map(({ tracked }) => tracked.number)
  const [first = 0, ...others] = children
  const bare = view.children.map((child) => ({
    ...child,
    tracked: { ...child.tracked, documents: [] },
  }))
  const said = readMessage(
    bulkNews(
      { ...view, children: bare },
      {
        kind: 'split-anew',
        added: [first],
        gone: [],
        kept: others.map((child) => ({ child, numbers: 1 })),
        lostDocuments: [{ child: 100_001, name: 'unnamed LOA' }],
        afterLoa: [
          { child: 100_002, numbers: 5 },
          { child: 100_003, numbers: 1 },
        ],
      },
      { approvers: plain('@approvers'), loas: [sharedLoa({ without: [first] })] },
    ),
  )
  expect(said).toContain('and 479 more.')
  expect(said).toContain('No LOA yet: #100000.')
  expect(said).toContain(
    'loa.pdf, the LOA for all orders of J Rivera, can be attached to them, too.',
  )
  expect(said).toContain('weren’t sent through Slack: unnamed LOA (#100001).')
  expect(said).toContain('#100002 (5 new numbers), #100003 (1 new number).')
  expect(said).toContain('[Attach to 1 order]')
})
