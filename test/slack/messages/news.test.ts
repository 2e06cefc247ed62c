import { describe, expect, test } from 'vitest'
import { bulkNews } from '../../../src/slack/messages/bulk-news.ts'
import { news } from '../../../src/slack/messages/news.ts'
import { reminder } from '../../../src/slack/messages/reminder.ts'
import { plain } from '../../../src/slack/mrkdwn.ts'
import type { BulkNews, News } from '../../../src/porting/news.ts'
import { longestBulk } from '../../fixtures/bulk.ts'
import { day, DANA, focDate, HOUR, LEE, NOW, portOrder, viewOf } from '../../fixtures/orders.ts'
import { due } from '../../fixtures/reminders.ts'
import { buttonsOf, readMessage } from '../read-message.ts'

function announced(one: News): string {
  return readMessage(news(viewOf({}), one, plain('@approvers')))
}

describe('news of our own operations', () => {
  test('an order that was never made says that making it again is safe', () => {
    expect(announced({ kind: 'never-made', by: DANA })).toContain(
      '*#1042 · Acme Dental wasn’t created.* I checked three times. Your entries are saved. It’s safe to try again. @dana\n[Copy to new draft]',
    )
  })

  test('an order that exists after all says so', () => {
    expect(announced({ kind: 'made-after-all' })).toBe(
      '*#1042 · Acme Dental was created.* Bandwidth’s reply got lost, but the order is there.',
    )
  })

  test('a document that never arrived can be attached again', () => {
    const lost: News = { kind: 'document-never-arrived', name: 'loa <1>.pdf', by: LEE }
    expect(announced(lost)).toBe(
      '*loa &lt;1&gt;.pdf never arrived at Bandwidth* for #1042 · Acme Dental. I checked three times. It’s safe to attach it again. @lee',
    )
  })

  test('an edit names who and which fields', () => {
    expect(announced({ kind: 'edited', by: LEE, fields: ['ZIP', 'requested FOC'] })).toBe(
      '@lee changed #1042 · Acme Dental: ZIP, requested FOC.',
    )
  })

  describe('a change that does not show', () => {
    const differences = [{ field: 'house number', before: '1', after: '2' }]
    const shownWith = (order: Parameters<typeof viewOf>[0]): string =>
      readMessage(
        news(viewOf(order), { kind: 'change-not-seen', by: LEE, differences }, plain('@approvers')),
      )
    const at = (houseNumber: string): Parameters<typeof viewOf>[0] => {
      const { subscriber } = portOrder()
      return {
        subscriber: {
          ...subscriber,
          serviceAddress: { ...subscriber.serviceAddress, houseNumber },
        },
      }
    }

    test('can be tried again where the order is as it was', () => {
      const said = shownWith({ ...at('1'), status: 'EXCEPTION' })
      expect(said).toMatch(/safe to try again[^]*\[Try again\]/)
      expect(said).not.toContain('Bandwidth shows')
    })

    test('says what somebody else made of it, and is not tried again while that waits for an answer', () => {
      const said = shownWith({ ...at('3'), status: 'REQUESTED_SUPP' })
      expect(said).toMatch(/house number: 1 to 2[^]*Bandwidth shows house number 3/)
      expect(said).toMatch(/hasn’t answered the last change/)
      expect(said).not.toMatch(/[Tt]ry again/)
    })
  })

  test('a change was shown when it was seen, not when it is posted, and what Bandwidth hides was not', () => {
    const differences = [{ field: 'PIN', before: null, after: null }]
    const by = { by: DANA, approvedBy: null, approver: LEE } as const
    const seen = { ...by, kind: 'changed', differences, at: NOW - 2 * HOUR } as const
    expect(announced(seen)).toMatch(/Bandwidth showed it at 8 AM ET\./)
    expect(announced({ ...seen, hidesSecrets: true })).toMatch(
      /Sent and accepted at 8 AM ET\. It doesn’t show account number and PIN\./,
    )
    expect(announced({ ...seen, hidesSecrets: true })).not.toMatch(/showed/)
  })

  const COMMON = [
    { kind: 'never-made', by: LEE },
    { kind: 'note-never-sent', by: LEE, text: 'Please hurry' },
    { kind: 'keep-failed', by: LEE },
    { kind: 'check-not-seen', by: LEE },
    { kind: 'not-made-again', by: LEE },
    { kind: 'not-deleted', by: LEE },
  ] as const

  test.each<News>([
    ...COMMON,
    { kind: 'document-never-arrived', by: LEE, name: 'loa.pdf' },
    { kind: 'edit-never-arrived', by: LEE, fields: ['ZIP'] },
    { kind: 'change-not-seen', by: LEE, differences: [] },
    { kind: 'cancel-unclear', by: LEE },
  ])('whoever asked hears what came to nothing, and the owner is not called: $kind', (one) => {
    expect(announced(one)).toContain('@lee')
    expect(announced(one)).not.toContain('@dana')
  })

  test.each<BulkNews>([
    ...COMMON,
    { kind: 'shared-edit-never-arrived', by: LEE, fields: ['signer'] },
    { kind: 'list-not-changed', by: LEE, child: 1043, isIn: true },
    { kind: 'cancel-unclear', by: LEE, children: [1043] },
  ])('and of a bulk order: $kind', (one) => {
    const view = longestBulk('VALID_DRAFT_TNS', 'Acme')
    const said = readMessage(bulkNews(view, one, { approvers: plain('@approvers') }))
    expect(said).toContain('@lee')
    expect(said).not.toContain('@dana')
  })

  test('what Bandwidth shows instead of what was asked is put side by side', () => {
    const odd: News = { kind: 'not-as-asked', field: 'requested FOC', asked: 'Tue', shown: 'Wed' }
    expect(announced(odd)).toBe(
      '*#1042 · Acme Dental: Bandwidth saved a different requested FOC.* Requested “Tue”, saved “Wed”. @dana',
    )
  })

  const ODD = {
    kind: 'not-as-asked',
    field: 'street',
    asked: '1 Elm St',
    shown: '9 Oak Ave',
  } as const
  const APPROVED = { kind: 'not-as-approved', asker: DANA, approver: LEE } as const
  const differences = ['street: 1 Elm St → 9 Oak Ave']

  test.each<News>([ODD, { ...ODD, wasOthers: true }, { ...APPROVED, differences }])(
    'a notification on a locked screen shows no address: $kind',
    (odd) => {
      expect(news(viewOf({}), odd, plain('@approvers')).text).not.toMatch(/Elm|Oak/)
      expect(announced(odd)).toMatch(/Elm.*Oak/)
    },
  )

  test.each<BulkNews>([
    ODD,
    { ...ODD, wasOthers: true },
    { ...APPROVED, children: [{ child: 1002, differences }] },
  ])('nor does that of a bulk order: $kind', (odd) => {
    const bulk = longestBulk('VALID_DRAFT_TNS', 'Acme')
    const drawn = bulkNews(bulk, odd, { approvers: plain('@approvers') })
    expect(drawn.text).not.toMatch(/Elm|Oak/)
    expect(drawn.text).toContain('<@')
    expect(JSON.stringify(drawn.blocks)).toMatch(/Elm.*Oak/)
  })

  test('a draft that was kept names its new end', () => {
    expect(announced({ kind: 'kept-alive', by: LEE, purgesAt: NOW + 48 * HOUR })).toBe(
      '@lee extended draft #1042 · Acme Dental. Bandwidth now deletes it on Thu, Dec 3 at 10 AM ET if nobody edits it.',
    )
  })

  test('one that was not kept says that, with the button', () => {
    expect(announced({ kind: 'keep-failed', by: LEE })).toMatch(/couldn’t extend draft[^]*\[Keep/)
  })

  test('a cancel of unknown outcome promises nothing', () => {
    expect(announced({ kind: 'cancel-unclear', by: LEE })).toContain(
      '*I don’t know yet if the cancel of #1042 · Acme Dental reached Bandwidth.* I’ll post here when I see it. Don’t send it again or tell the customer yet. @lee',
    )
  })

  test('a note of Bandwidth’s keeps its lines and calls nobody else', () => {
    const note = {
      id: '1',
      userId: 'kim',
      text: 'See <!channel>:\n<https://x.test|here> & LOA needed',
      at: NOW,
    }
    const by = { author: 'bandwidth', isChanged: false, isReply: true } as const
    const read = announced({ kind: 'note-received', note, ...by })
    expect(read).toContain('*Bandwidth replied on #1042 · Acme Dental* @dana')
    expect(read).toContain(
      '> See &lt;!channel&gt;:\n> &lt;https://x.test|here&gt; &amp; LOA needed',
    )
    expect(read).toMatch(/wants an LOA within one business hour/)
    expect(read).toMatch(/kim · .*10 AM ET/)
    expect(read).not.toContain('portin history')
    const long = { ...note, text: 'word '.repeat(600) }
    expect(announced({ kind: 'note-received', note: long, ...by })).toMatch(
      /word…[^]*whole note is in the CSV of `\/portin history 1042`/,
    )
    const ours = { author: 'own-account', isChanged: false, isReply: false } as const
    const own = announced({ kind: 'note-received', note, ...ours })
    expect(own).not.toMatch(/@dana|business hour|\[/)
    expect(announced({ kind: 'notes-before', notes: [note] })).not.toMatch(/@dana|\[/)
  })

  test('a note is quoted', () => {
    expect(announced({ kind: 'note-sent', by: LEE, text: 'Please hurry' })).toBe(
      '@lee sent Bandwidth a note on #1042 · Acme Dental: “Please hurry”',
    )
  })
})

const SAID = { approvers: plain('@approvers'), snooze: undefined }

describe('a reminder', () => {
  const AGREED = { status: 'FOC', actualFocDate: focDate('2026-12-08') } as const

  test('of the next business day’s port says what can be done about it', () => {
    expect(
      readMessage(
        reminder(viewOf(AGREED), due({ kind: 'foc-tomorrow', day: day('2026-12-08') }), SAID),
      ),
    ).toBe(
      ':calendar: *#1042 · Acme Dental ports Tue, Dec 8*, the next business day. @dana\n20 numbers from Frontier. You can activate it from 5 AM ET, or it goes live at 11:30 AM ET.\n[Pre-approve for Tue, Dec 8] [I’m on it] [static_select]',
    )
  })

  test('that a draft dies says in how long, and how to keep it', () => {
    const shown = reminder(
      viewOf({}),
      due({ kind: 'draft-dies', purgesAt: NOW + 6 * HOUR }, { notified: 'approvers' }),
      SAID,
    )
    expect(readMessage(shown)).toContain(
      '*Draft #1042 · Acme Dental gets deleted in 6 hours*, at 4 PM ET, unless edited. @dana @approvers',
    )
    expect(buttonsOf(shown)).toEqual([
      'Keep draft 2 days',
      'Request approval',
      'I’m on it',
      'static_select',
    ])
  })
})
