import { html, useDesk } from './html.js'
import { dated } from './time.js'
/** @import { Desk, Text } from './types.ts' */

/** The short names that the bot and these pages use. */
const EMOJI = /** @type {Readonly<Record<string, string>>} */ ({
  calendar: '📅',
  warning: '⚠️',
  white_check_mark: '✅',
  x: '❌',
  tada: '🎉',
  hourglass: '⌛',
  hourglass_flowing_sand: '⏳',
  newspaper: '📰',
  bell: '🔔',
  phone: '☎️',
  telephone_receiver: '📞',
  rotating_light: '🚨',
  eyes: '👀',
  information_source: 'ℹ️',
  no_entry: '⛔',
  wave: '👋',
})

/**
 * Slack's markup, one alternative a group: fenced code, code, <…>, bold, italic, struck, quoted line,
 * :emoji:, an emoji as such. A mark counts only where a word could begin or end.
 */
const TOKEN =
  /```([^]+?)```|`([^`\n]+)`|<([^<>\n]+)>|(?<![\w*])\*(?=\S)([^*\n]*[^*\s])\*(?![\w*])|(?<![\w_])_(?=\S)([^_\n]*[^_\s])_(?![\w_])|(?<![\w~])~(?=\S)([^~\n]*[^~\s])~(?![\w~])|^(?:&gt;|>) ?(.*)\n?|:([a-z0-9_+-]+):|(\p{Extended_Pictographic}\uFE0F?)/gmu

/** A text of Block Kit, or of a message. @param {{ text: Text | string }} props */
export function Rich({ text }) {
  const desk = useDesk()
  if (typeof text === 'object' && text.type !== 'mrkdwn') return html`${text.text}`
  return html`${marked(typeof text === 'string' ? text : text.text, desk)}`
}

/** @param {string} text @param {Desk} desk @returns {unknown[]} */
function marked(text, desk) {
  const parts = []
  let from = 0
  for (const match of text.matchAll(TOKEN)) {
    parts.push(unescaped(text.slice(from, match.index)), drawn(match, desk))
    from = match.index + match[0].length
  }
  return [...parts, unescaped(text.slice(from))]
}

/** @param {RegExpExecArray} match @param {Desk} desk */
function drawn([all, fenced, code, angled, bold, italic, struck, quoted, name, emoji], desk) {
  if (fenced !== undefined) return html`<pre>${unescaped(fenced.trim())}</pre>`
  if (code !== undefined) return html`<code>${unescaped(code)}</code>`
  if (angled !== undefined) return reference(angled, desk)
  if (bold !== undefined) return html`<strong>${marked(bold, desk)}</strong>`
  if (italic !== undefined) return html`<em>${marked(italic, desk)}</em>`
  if (struck !== undefined) return html`<s>${marked(struck, desk)}</s>`
  if (quoted !== undefined) return html`<blockquote>${marked(quoted, desk)}</blockquote>`
  const shown = emoji ?? EMOJI[name ?? '']
  return shown === undefined ? all : html`<span class="emoji">${shown}</span>`
}

/** What stands in angle brackets. @param {string} inside @param {Desk} desk */
function reference(inside, { screen, world }) {
  const [target = '', label] = inside.split('|')
  const me = screen.people.find(({ id }) => id === screen.me)
  const date = /^!date\^(\d+)\^([^^]*)/.exec(target)
  if (date) return dated(Number(date[1]) * 1000, world?.now ?? Date.now(), date[2] ?? '', me?.tz)
  if (target.startsWith('@')) {
    const person = screen.people.find(({ id }) => id === target.slice(1))
    return mention(person?.name ?? label ?? target.slice(1), person === me)
  }
  if (target.startsWith('!subteam^')) {
    const group = screen.groups.find(({ id }) => id === target.slice(9))
    return mention(group?.handle ?? label ?? 'a group', false)
  }
  if (target.startsWith('!')) return mention(target.slice(1), false)
  if (target.startsWith('#')) {
    const channel = screen.channels.find(({ id }) => id === target.slice(1))
    return html`<span class="mention">#${channel?.name ?? label ?? target.slice(1)}</span>`
  }
  return /^(https?|mailto|tel):/.test(target)
    ? html`<a href=${unescaped(target)} target="_blank" rel="noreferrer"
        >${unescaped(label ?? target)}</a
      >`
    : `<${unescaped(inside)}>`
}

/** @param {string} name @param {boolean} mine */
function mention(name, mine) {
  return html`<span class=${mine ? 'mention mine' : 'mention'}>@${name}</span>`
}

/** @param {string} text */
function unescaped(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** What a client makes of what a person types. @param {string} text */
export function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
