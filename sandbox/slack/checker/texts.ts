import { anything, flag, shape, text, variant, type Rule } from './rules.ts'

function plain(most: number): Rule {
  return shape({ 'type!': anything, 'text!': text(most), emoji: flag })
}

function mrkdwn(most: number): Rule {
  return shape({ 'type!': anything, 'text!': text(most), verbatim: flag })
}

export function plainText(most: number): Rule {
  return wrapped(variant(new Map([['plain_text', plain(most)]])))
}

export function anyText(most: number): Rule {
  return wrapped(
    variant(
      new Map([
        ['plain_text', plain(most)],
        ['mrkdwn', mrkdwn(most)],
      ]),
    ),
  )
}

/** Slack names the text object, too, before it says what is wrong inside. */
function wrapped(rule: Rule): Rule {
  return (value, at) => {
    const inside = rule(value, at)
    if (inside.length === 0) return []
    return [`failed to match all allowed schemas [json-pointer:${at}]`, ...inside]
  }
}
