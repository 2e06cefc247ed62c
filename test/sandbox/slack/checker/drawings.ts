/** Blocks and views as small as Slack takes them; say what is different. */

export function plain(text: string) {
  return { type: 'plain_text', text }
}

export function mrkdwn(text: string) {
  return { type: 'mrkdwn', text }
}

export function section(text: string) {
  return { type: 'section', text: mrkdwn(text) }
}

export function button() {
  return { type: 'button', action_id: 'press', text: plain('Press') }
}

export function option(index: number) {
  return { text: plain(`option ${index}`), value: `${index}` }
}

export function select(different: object) {
  return { type: 'static_select', options: [option(1)], ...different }
}

export function input(element: object = { type: 'plain_text_input' }) {
  return { type: 'input', label: plain('Label'), element }
}

export function inModal(different: object) {
  return { type: 'modal', title: plain('Title'), submit: plain('Save'), blocks: [], ...different }
}
