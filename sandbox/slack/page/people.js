import { html } from './html.js'
/** @import { Person } from './types.ts' */

/** What a person may do here, in words. */
export const ROLES = /** @type {Readonly<Record<string, string>>} */ ({
  porter: 'coordinator',
  porter2: 'coordinator',
  approver: 'approver',
  approver2: 'approver',
  guest: 'guest: can’t port',
  stranger: 'other company: can’t port',
})

const WINDOW_ICON = html`<svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
  <path
    d="M9 2h5v5M14 2 7 9M6 3H2v11h11v-4"
    fill="none"
    stroke="currentColor"
    stroke-width="1.6"
    stroke-linecap="round"
    stroke-linejoin="round"
  />
</svg>`

/** @param {{ person: Person | undefined }} props */
export function Avatar({ person }) {
  const initials = (person?.name ?? '·').split(' ').map((word) => word[0]?.toUpperCase())
  return html`<span class="avatar ${person?.role ?? 'none'}" aria-hidden="true">${initials}</span>`
}

/** Whoever acts on this page. @param {{ people: readonly Person[], me: string, onChoose: (id: string) => void }} props */
export function PeopleSwitch({ people, me, onChoose }) {
  return html`<ul class="people" aria-label="Act as">
    ${people
      .filter(({ role }) => role !== 'bot')
      .map(
        (person) =>
          html`<li>
            <button
              type="button"
              aria-pressed=${person.id === me}
              onClick=${() => {
                onChoose(person.id)
              }}
            >
              <${Avatar} person=${person} />
              <span>
                <span class="name">${person.name}</span>
                <span class="muted">${ROLES[person.role]}</span>
              </span>
            </button>
            <a
              href="?as=${person.id}"
              target="_blank"
              title="A window of their own"
              aria-label="Open a window of ${person.name}"
              >${WINDOW_ICON}</a
            >
          </li>`,
      )}
  </ul>`
}
