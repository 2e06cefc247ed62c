import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { confirmDialog } from '../../src/slack/blocks.ts'
import {
  clipMarkup,
  clipText,
  group,
  join,
  lengthOf,
  lines,
  mention,
  mrkdwn,
  plain,
  slackDate,
  withNames,
} from '../../src/slack/mrkdwn.ts'

describe('text from outside', () => {
  test('a business named <!channel> calls nobody', () => {
    expect(mrkdwn`*${'<!channel>'}* & ${'A & B'}`.markup).toBe('*&lt;!channel&gt;* & A &amp; B')
  })

  test('an asterisk in a name ends no bold', () => {
    const title = mrkdwn`#1001 · ${'Acme *Star* Dental'}`
    expect(mrkdwn`*${title} is live.* ${'5*4'} *${'a*'}*`.markup).toBe(
      '*#1001 · Acme ∗Star∗ Dental is live.* 5*4 *a∗*',
    )
  })

  test('a name makes itself neither bold nor italic, and strikes nothing out', () => {
    expect(mrkdwn`${'*Acme*'}, _${'_Star_'}_: ${'~5~ a_b.pdf 2*3'}`.markup).toBe(
      '∗Acme∗, _＿Star＿_: ∼5∼ a_b.pdf 2*3',
    )
    expect(mrkdwn`\`${'*a*'}\` ${plain('_View orders_')}`.markup).toBe('`*a*` _View orders_')
  })

  test('markup goes in as it is, once', () => {
    expect(mrkdwn`${mrkdwn`*${'<b>'}*`} ${mention('U0DANA')}`.markup).toBe('*&lt;b&gt;* <@U0DANA>')
  })

  test('no text at all becomes a mention, a link or a date', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '&', '!', '@', '|', 'a', '\ud800', '📞') }),
        (text) => {
          expect(mrkdwn`${text}`.markup).not.toMatch(/[<>]/)
          expect(plain(text).markup.isWellFormed()).toBe(true)
        },
      ),
    )
  })

  test('a name turns nothing around that stands beside it', () => {
    const name = 'Acme \u202eLLC\u2066'
    expect(mrkdwn`*${name}*: ${20} numbers`.markup).toBe('*Acme LLC*: 20 numbers')
    const confirm = { title: name, text: `Submit ${name}? 20 numbers`, confirm: 'Yes', deny: name }
    expect(JSON.stringify(confirmDialog(confirm))).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
  })

  test('what is no id of Slack is no mention', () => {
    expect(mention('portin').markup).toBe('portin')
    expect(mention('!channel> <@U1').markup).toBe('!channel&gt; &lt;@U1')
    expect(group('S0LNP').markup).toBe('<!subteam^S0LNP>')
    expect(group('here').markup).toBe('here')
  })

  test('people in a sentence of the desk become names, the rest stays escaped', () => {
    expect(withNames('@U0LEE decided, not <@U0DANA> nor lee@USA.com').markup).toBe(
      '<@U0LEE> decided, not &lt;<@U0DANA>&gt; nor lee<@USA>.com',
    )
  })
})

test('empty parts leave no separator behind', () => {
  expect(join(['a', null, mrkdwn``, 'b'], ' · ').markup).toBe('a · b')
  expect(lines('a', null, 2).markup).toBe('a\n2')
})

test('a date carries what an old app shows instead', () => {
  expect(slackDate(1_764_606_600_999, '{time}', '16:30 <UTC>').markup).toBe(
    '<!date^1764606600^{time}|16:30 &lt;UTC&gt;>',
  )
})

describe('cutting', () => {
  test('counts as Slack does: an emoji is one', () => {
    expect(lengthOf('📞📞')).toBe(2)
    expect(clipText('📞📞📞', 3)).toBe('📞📞📞')
    expect(clipText('📞📞📞📞', 3)).toBe('📞📞…')
  })

  test('never goes through a mention, a date or an entity', () => {
    expect(clipMarkup('ab <@U0DANA> cd', 8)).toBe('ab …')
    expect(clipMarkup('A &amp; B', 5)).toBe('A …')
    expect(clipMarkup('A &amp; B', 9)).toBe('A &amp; B')
  })

  const token = fc.oneof(
    fc.string().map((text) => plain(text).markup),
    fc.constantFrom('<@U0DANA>', '<!date^1^{time}|now>', '&amp;', '&lt;'),
  )

  test('fits, and leaves whole what it leaves', () => {
    fc.assert(
      fc.property(fc.array(token), fc.integer({ min: 1, max: 60 }), (tokens, most) => {
        const clipped = clipMarkup(tokens.join(''), most)
        expect(lengthOf(clipped)).toBeLessThanOrEqual(most)
        const bare = clipped.replaceAll(/<[^<>]*>|&(amp|lt|gt);/g, '')
        expect(bare).not.toMatch(/[<>&]/)
      }),
    )
  })
})
