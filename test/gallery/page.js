import { render } from 'preact'
import { Blocks } from '/page/blocks.js'
import { Field } from '/page/form.js'
import { DeskProvider, html } from '/page/html.js'

const { families, desk } = await (await fetch('/cases.json')).json()
const pressNothing = { act: async () => {}, ask: async () => false }

function Case({ name, shown }) {
  return html`<div class="case">
    <h3>${name}</h3>
    ${shown.type === 'modal' ? html`<${Modal} view=${shown} />` : html`<${Post} message=${shown} />`}
  </div>`
}

function Post({ message }) {
  return html`<article class="message">
    <div class="body"><${Blocks} blocks=${message.blocks} on=${{ channel: 'C0', ts: '1' }} /></div>
  </article>`
}

function Modal({ view }) {
  const drawn = { ...view, id: Math.random().toString(36), errors: {}, state: { values: {} } }
  return html`<dialog open class="form">
    <header><h2>${view.title.text}</h2></header>
    <div class="content">
      <${Blocks}
        blocks=${view.blocks}
        on=${{ view: true }}
        input=${(block) => html`<${Field} block=${block} view=${drawn} onEnter=${() => {}} />`}
      />
    </div>
    <footer>
      <button type="button" class="button">${view.close?.text ?? 'Cancel'}</button>
      ${view.submit && html`<button type="button" class="button primary">${view.submit.text}</button>`}
    </footer>
  </dialog>`
}

function Sheet({ family, isDark }) {
  return html`<section
    class="sheet ${isDark && 'dark'}"
    id="${family.name}${isDark ? '-dark' : ''}"
    aria-label="${family.name}${isDark ? ', dark' : ''}"
  >
    ${['desktop', 'phone'].map(
      (width) =>
        html`<div class="column ${width}">
          <h2>${family.name}, ${width}</h2>
          ${family.cases.map((one) => html`<${Case} ...${one} />`)}
        </div>`,
    )}
  </section>`
}

render(
  html`<${DeskProvider} value=${{ ...desk, ...pressNothing }}>
    ${families.flatMap((family) => [
      html`<${Sheet} family=${family} isDark=${false} />`,
      family.isDark && html`<${Sheet} family=${family} isDark=${true} />`,
    ])}
  <//>`,
  document.body,
)
await document.fonts.ready
document.body.dataset.drawn = 'yes'
