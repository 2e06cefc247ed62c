import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Blocks } from './blocks.js'
import { Composer } from './composer.js'
import { useFiles } from './files.js'
import { html, useDesk } from './html.js'
import { Rich } from './mrkdwn.js'
import { Avatar } from './people.js'
import { dayOf, instantOf, timeOf } from './time.js'
/** @import { Channel, Message } from './types.ts' */

/** Replies beyond these are folded away. */
const SHOWN_REPLIES = 3

/** @param {Pick<Channel, 'kind' | 'name'>} channel */
export function channelName({ kind, name }) {
  return kind === 'im' ? 'portin' : `#${name}`
}

/** A channel's messages and the place to type. @param {{ channel: Channel, welcome: unknown, start: string }} props */
export function ChannelPane({ channel, welcome, start }) {
  const { screen } = useDesk()
  const given = useFiles()
  const scroller = useRef(/** @type {HTMLDivElement | null} */ (null))
  const atEnd = useRef(true)
  useLayoutEffect(() => {
    const { current } = scroller
    if (current && atEnd.current) current.scrollTop = current.scrollHeight
  }, [channel.messages])
  const zone = screen.people.find(({ id }) => id === screen.me)?.tz
  const days = channel.messages.map(({ ts }) => dayOf(instantOf(ts), zone))

  return html`<section class="pane ${given.isOver && 'over'}" ...${given.dropping}>
    <div
      class="messages"
      ref=${scroller}
      onScroll=${(/** @type {Event & { currentTarget: HTMLElement }} */ { currentTarget: at }) => {
        atEnd.current = at.scrollHeight - at.scrollTop - at.clientHeight < 80
      }}
    >
      ${channel.messages.length === 0 && welcome}
      <ol>
        ${channel.messages.map(
          (message, index) =>
            html`<li key=${message.ts}>
              ${days[index] !== days[index - 1] && html`<p class="day"><span>${days[index]}</span></p>`}
              <${OneMessage}
                channel=${channel}
                message=${message}
                isBroadcast=${message.thread_ts !== undefined}
              />
              <${Thread} channel=${channel} head=${message} />
            </li>`,
        )}
      </ol>
    </div>
    <${Composer}
      channel=${channel.id}
      given=${given}
      start=${start}
      label="Message ${channelName(channel)}, or / for a command"
    />
  </section>`
}

/** @param {{ channel: Channel, message: Message, isBroadcast?: boolean }} props */
function OneMessage({ channel, message, isBroadcast = false }) {
  const { screen, world, showIds, act } = useDesk()
  const { ts, files, ephemeral } = message
  const author = screen.people.find(({ id }) => id === message.user)
  const me = screen.people.find(({ id }) => id === screen.me)
  const name = author?.name ?? 'Workspace'
  return html`<article class="message ${ephemeral && 'ephemeral'}" aria-label="Message of ${name}">
    <${Avatar} person=${author} />
    <div class="body">
      ${ephemeral && html`<p class="only">Only you can see this</p>`}
      ${isBroadcast && html`<p class="only">In a thread, and shown here too</p>`}
      <p class="byline">
        <strong>${name}</strong>
        ${author?.role === 'bot' && html`<span class="badge">app</span>`}
        <time title="ts ${ts}">${timeOf(instantOf(ts), me?.tz)}</time>
        ${message.edited && html`<span class="muted">(edited)</span>`}
        ${showIds && html`<code class="id">${ts}</code>`}
      </p>
      ${
        message.blocks.length > 0
          ? html`<${Blocks} blocks=${message.blocks} on=${{ channel: channel.id, ts }} />`
          : message.text !== '' && html`<p class="text"><${Rich} text=${message.text} /></p>`
      }
      ${
        files.length > 0 &&
        html`<ul class="chips">
          ${files.map(
            (file) =>
              html`<li class="chip">
                <a href="${file.permalink}?as=${screen.me}">${file.name}</a>
                <span class="muted">${sizeOf(file.size)}</span>
              </li>`,
          )}
          ${
            author?.role !== 'bot' &&
            world?.shortcuts.map(
              ({ id, name: label }) =>
                html`<li>
                  <button
                    type="button"
                    class="link"
                    onClick=${() => act('shortcut', { callback: id, channel: channel.id, ts })}
                  >
                    ${label}…
                  </button>
                </li>`,
            )
          }
        </ul>`
      }
    </div>
  </article>`
}

/** The replies of a message, and the place to add one. @param {{ channel: Channel, head: Message }} props */
function Thread({ channel, head }) {
  const [isOpen, setOpen] = useState(false)
  const [isReplying, setReplying] = useState(false)
  const given = useFiles()
  if (head.ephemeral || head.thread_ts !== undefined) return null
  const hidden = isOpen ? 0 : Math.max(0, head.thread.length - SHOWN_REPLIES)
  return html`<div class="thread">
    ${
      head.thread.length > SHOWN_REPLIES &&
      html`<button
        type="button"
        class="link"
        aria-expanded=${isOpen}
        onClick=${() => {
          setOpen(!isOpen)
        }}
      >
        ${isOpen ? 'Show fewer replies' : `Show ${hidden} earlier ${hidden === 1 ? 'reply' : 'replies'}`}
      </button>`
    }
    ${
      head.thread.length > 0 &&
      html`<ol>
        ${head.thread
          .slice(hidden)
          .map(
            (reply) =>
              html`<li key=${reply.ts}><${OneMessage} channel=${channel} message=${reply} /></li>`,
          )}
      </ol>`
    }
    ${
      isReplying
        ? html`<${Composer}
            channel=${channel.id}
            thread=${head.ts}
            given=${given}
            label="Reply"
            onSent=${() => {
              setReplying(false)
            }}
          />`
        : html`<button
            type="button"
            class="link reply"
            onClick=${() => {
              setReplying(true)
            }}
          >
            Reply in thread
          </button>`
    }
  </div>`
}

/** @param {number} bytes */
function sizeOf(bytes) {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`
}
