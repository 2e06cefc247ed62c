import { useState } from 'preact/hooks'
import { html, useDesk } from './html.js'
import { dayOf, isoDayOf, timeOf } from './time.js'
/** @import { Order } from './types.ts' */

/** What a losing carrier says when it refuses, by Bandwidth's code. */
const REASONS = /** @type {Readonly<Record<string, string>>} */ ({
  7402: 'Address or ZIP does not match',
  7404: 'Business name is wrong',
  7401: 'Account number is wrong',
  7435: 'PIN is wrong or missing',
  7416: 'The line is frozen',
  7407: 'Another order is pending',
  7412: 'The requested date cannot be met',
})

/** What the carrier can say of an order in each status; in any other it has not seen it, or is done. */
const DEEDS = /** @type {Readonly<Record<string, readonly string[]>>} */ ({
  SUBMITTED: ['foc', 'reject', 'silence'],
  REQUESTED_SUPP: ['foc', 'reject', 'silence'],
  FOC: ['foc', 'reject', 'complete'],
  REQUESTED_CANCEL: ['cancelled', 'reject', 'silence'],
})

/** Time, the carrier's part and the scenes: what in reality nobody at this desk decides. */
export function WorldPanel() {
  const { world, turn } = useDesk()
  const [busy, setBusy] = useState('')
  if (!world) return html`<aside class="world" aria-label="The world"></aside>`
  /** @param {string} name @param {() => Promise<unknown>} deed */
  const during = async (name, deed) => {
    setBusy(name)
    await deed()
    setBusy('')
  }
  /** @param {string} to @param {string} label */
  const clockButton = (to, label) =>
    html`<button
      type="button"
      class="button"
      disabled=${busy !== ''}
      aria-busy=${busy === to}
      onClick=${() => during(to, () => turn('turn', { to }))}
    >
      ${label}
    </button>`
  return html`<aside class="world" aria-label="The world">
    <section>
      <h2>Practice clock</h2>
      <p class="now">
        <strong>${timeOf(world.now)}</strong> in New York
        <span class="muted">${dayOf(world.now)}</span>
      </p>
      ${
        world.turnable
          ? html`<div class="actions">
              ${clockButton('hour', 'Next hour')} ${clockButton('day', 'Next day')}
              ${clockButton('next', 'Next thing that happens')}
            </div>`
          : html`<p class="muted">Real time: the bot runs as its own program.</p>`
      }
    </section>
    <section>
      <h2>The losing carrier</h2>
      ${
        world.orders.length === 0
          ? html`<p class="muted">It has no orders yet. What it does with them is up to you.</p>`
          : html`<ul class="orders">
              ${world.orders
                .toReversed()
                .map(
                  (order) =>
                    html`<${CarrierOrder}
                      key=${order.id}
                      order=${order}
                      busy=${busy}
                      during=${during}
                    />`,
                )}
            </ul>`
      }
    </section>
    ${
      world.turnable &&
      html`<section>
        <h2>Ready scenes</h2>
        <${Scenes} busy=${busy} during=${during} />
      </section>`
    }
  </aside>`
}

/** @typedef {(name: string, deed: () => Promise<unknown>) => Promise<void>} During */

/** @param {{ order: Order, busy: string, during: During }} props */
function CarrierOrder({ order, busy, during }) {
  const { world, turn } = useDesk()
  const [date, setDate] = useState('')
  const [code, setCode] = useState('7402')
  const deeds = DEEDS[order.status] ?? []
  const [first = '', ...others] = order.tns
  const isTollFree = /^8(00|33|44|55|66|77|88)/.test(first)
  /** Says it, and lets time pass until the bot has noticed. @param {string} deed @param {object} body */
  const say = (deed, body) =>
    during(order.id, async () => {
      const said = await turn(`control/orders/${order.id}/${deed}`, body)
      if (said !== null) await turn('turn', { to: 'noticed' })
    })
  const isBusy = busy !== ''
  return html`<li class="order">
    <p class="title">
      <strong>${first.replace(/(\d{3})(\d{3})/, '$1-$2-')}</strong>
      ${others.length > 0 && html` <span class="muted">and ${others.length} more</span>`}
    </p>
    <p class="status ${order.status.toLowerCase()}">
      ${order.status}${order.goesLiveAt !== null && html` <span class="muted">live ${dayOf(Date.parse(order.goesLiveAt))}</span>`}
    </p>
    ${deeds.length === 0 && html`<p class="muted">${NOTHING_TO_SAY[order.status] ?? 'The carrier has not seen it.'}</p>`}
    ${
      deeds.includes('foc') &&
      html`<div class="deed">
          <button type="button" class="button" disabled=${isBusy} onClick=${() => say('foc', {})}>
            ${order.status === 'FOC' ? 'Agrees again' : isTollFree ? 'RespOrg agrees' : 'Agrees'}
          </button>
        </div>
        <div class="deed">
          <input
            type="date"
            aria-label="Another date"
            value=${date}
            min=${world && isoDayOf(world.now)}
            onInput=${(/** @type {Event & { currentTarget: HTMLInputElement }} */ event) => {
              setDate(event.currentTarget.value)
            }}
          />
          <button
            type="button"
            class="button"
            disabled=${isBusy || date === ''}
            onClick=${() => say('foc', { date })}
          >
            Agrees to this date
          </button>
        </div>`
    }
    ${
      deeds.includes('reject') &&
      html`<div class="deed">
        <select
          aria-label="Reason"
          value=${code}
          onChange=${(/** @type {Event & { currentTarget: HTMLSelectElement }} */ event) => {
            setCode(event.currentTarget.value)
          }}
        >
          ${Object.entries(reasonsFor(order.status)).map(
            ([value, text]) => html`<option value=${value}>${text} (${value})</option>`,
          )}
        </select>
        <button
          type="button"
          class="button danger"
          disabled=${isBusy}
          onClick=${() => {
            const reasons = reasonsFor(order.status)
            const chosen = code in reasons ? code : (Object.keys(reasons)[0] ?? code)
            return say('reject', { code: chosen, text: reasons[chosen] })
          }}
        >
          Rejects
        </button>
      </div>`
    }
    ${
      deeds.includes('cancelled') &&
      html`<div class="deed">
        <button
          type="button"
          class="button"
          disabled=${isBusy}
          onClick=${() => say('cancelled', {})}
        >
          Lets it be canceled
        </button>
      </div>`
    }
    ${
      deeds.includes('complete') &&
      html`<div class="deed">
        <button
          type="button"
          class="button"
          disabled=${isBusy}
          onClick=${() => say('complete', {})}
        >
          Completes it
        </button>
      </div>`
    }
    ${
      deeds.includes('silence') &&
      world?.turnable &&
      html`<div class="deed">
        <button
          type="button"
          class="button"
          disabled=${isBusy}
          onClick=${() => during(order.id, () => turn('turn', { to: 'day' }))}
        >
          Says nothing for a day
        </button>
      </div>`
    }
  </li>`
}

const NOTHING_TO_SAY = /** @type {Readonly<Record<string, string>>} */ ({
  EXCEPTION: 'Rejected. The next move is yours.',
  COMPLETE: 'Done: the numbers are live.',
  CANCELLED: 'Cancelled.',
})

/** @param {string} status @returns {Readonly<Record<string, string>>} */
function reasonsFor(status) {
  if (status === 'REQUESTED_CANCEL') return { 7432: 'It cannot be canceled anymore' }
  if (status === 'REQUESTED_SUPP') return { 7433: 'It cannot be changed anymore', ...REASONS }
  return REASONS
}

/** Situations that are played on demand. @param {{ busy: string, during: During }} props */
export function Scenes({ busy, during }) {
  const { world, turn } = useDesk()
  return html`<ul class="scenes">
    ${world?.scenes.map(
      ({ name, title, says }) =>
        html`<li>
          <button
            type="button"
            disabled=${busy !== ''}
            aria-busy=${busy === name}
            onClick=${() => during(name, () => turn('scene', { name }))}
          >
            <strong>${title}</strong>
            <span>${says}</span>
          </button>
        </li>`,
    )}
  </ul>`
}
