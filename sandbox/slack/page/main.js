/* global EventSource, URLSearchParams, clearInterval, clearTimeout, document, history, location, setInterval, setTimeout */
import { render } from 'preact'
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { ChannelPane, channelName } from './channel.js'
import { through } from './doors.js'
import { ConfirmDialog, Form } from './form.js'
import { DeskProvider, html } from './html.js'
import { PeopleSwitch } from './people.js'
import { Scenes, WorldPanel } from './world.js'
/** @import { Channel, Confirm, Desk, Screen, World } from './types.ts' */

const WORLD_EVERY_MS = 3_000
const TOAST_MS = 6_000

const FIRST_COMMANDS = [
  '/portin check 919-555-0100..0104 800-555-0199',
  '/portin new 919-555-0100..0104',
  '/portin help',
]

function App() {
  const [me, setMe] = useState(new URLSearchParams(location.search).get('as') ?? 'U0DANA')
  const [place, setPlace] = useState('C0PORTING')
  const [tab, setTab] = useState('workspace')
  const [start, setStart] = useState('')
  const [showIds, setShowIds] = useState(false)
  const [toast, setToast] = useState('')
  const [asked, setAsked] = useState(
    /** @type {{ confirm: Confirm, answer: (yes: boolean) => void } | null} */ (null),
  )
  const { screen, isCut } = useScreen(me)
  const { world, look } = useWorld(screen)
  const read = useRead(screen, place)

  useEffect(() => {
    const timer = setTimeout(() => {
      setToast('')
    }, TOAST_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [toast])

  const doors = useMemo(() => {
    /** @param {string} path @param {object} body */
    const attempt = async (path, body) => {
      try {
        const answer = await through(path, body)
        const said = /** @type {{ error?: string } | null} */ (answer)
        if (said?.error === 'operation_timeout') setToast('portin did not answer in time.')
        return answer
      } catch (error) {
        setToast(error instanceof Error ? error.message : 'The practice server is gone.')
        return null
      }
    }
    return {
      act: (/** @type {string} */ door, /** @type {object} */ body) =>
        attempt(`/human/${door}`, { as: me, ...body }),
      turn: async (/** @type {string} */ door, /** @type {object} */ body) => {
        const answer = await attempt(`/practice/${door}`, body)
        const isNews = /** @type {{ happened?: boolean } | null} */ (answer)?.happened
        if (isNews === false && 'to' in body && body.to === 'next')
          setToast('Nothing happened in two weeks.')
        await look()
        return answer
      },
      ask: (/** @type {Confirm} */ confirm) =>
        new Promise((/** @type {(yes: boolean) => void} */ resolve) => {
          setAsked({ confirm, answer: resolve })
        }),
    }
  }, [me, look])

  /** @param {string} id */
  function become(id) {
    history.replaceState(null, '', `?as=${id}`)
    setMe(id)
  }

  if (!screen) return html`<p class="notice">${isCut ? CUT_OFF : 'One moment…'}</p>`
  const channel = screen.channels.find(({ id }) => id === place) ?? screen.channels[0]
  /** @type {Desk} */
  const desk = { screen, world, showIds, ...doors }

  return html`<${DeskProvider} value=${desk}>
    <header class="strip">
      <strong>Practice.</strong> Nothing leaves this machine. Not Slack, not Bandwidth, and not
      affiliated with either.
    </header>
    <div class="page shows-${tab}">
      <nav class="side" aria-label="Workspace">
        <h1>Practice Telecom</h1>
        <h2>Channels</h2>
        <ul class="channels">
          ${screen.channels.map(
            (each) =>
              html`<li>
                <button
                  type="button"
                  aria-current=${each === channel ? 'page' : undefined}
                  onClick=${() => {
                    setPlace(each.id)
                  }}
                >
                  ${channelName(each)} ${each.shared && html`<span class="badge">shared</span>`}
                  ${each !== channel && read(each) && html`<span class="dot" title="something new"></span>`}
                </button>
              </li>`,
          )}
        </ul>
        <h2>You are</h2>
        <${PeopleSwitch} people=${screen.people} me=${screen.me} onChoose=${become} />
        <label class="choice small">
          <input
            type="checkbox"
            checked=${showIds}
            onChange=${() => {
              setShowIds(!showIds)
            }}
          />
          <span>Show ids of messages</span>
        </label>
      </nav>
      <main>
        <header class="bar">
          <h2>${channel ? channelName(channel) : 'No channel'}</h2>
          <${Pickers} screen=${screen} channel=${channel} onPlace=${setPlace} onPerson=${become} />
        </header>
        ${
          channel &&
          html`<${ChannelPane}
            key=${`${me} ${channel.id}`}
            channel=${channel}
            start=${start}
            welcome=${html`<${Welcome} channel=${channel} onStart=${setStart} />`}
          />`
        }
      </main>
      <${WorldPanel} />
    </div>
    <div class="tabs" role="group" aria-label="Parts of the page">
      ${['workspace', 'world'].map(
        (name) =>
          html`<button
            type="button"
            aria-pressed=${tab === name}
            onClick=${() => {
              setTab(name)
            }}
          >
            ${name === 'world' ? 'Clock and carrier' : 'Workspace'}
          </button>`,
      )}
    </div>
    ${screen.modal && html`<${Form} key=${screen.modal.id} view=${screen.modal} />`}
    ${
      asked &&
      html`<${ConfirmDialog}
        confirm=${asked.confirm}
        onAnswer=${(/** @type {boolean} */ yes) => {
          setAsked(null)
          asked.answer(yes)
        }}
      />`
    }
    <p class="toast" role="status">${isCut ? CUT_OFF : toast}</p>
  <//>`
}

const CUT_OFF = 'The practice servers do not answer. Is npm run demo still running?'

/** On a narrow page: where and who. @param {{ screen: Screen, channel: Channel | undefined, onPlace: (id: string) => void, onPerson: (id: string) => void }} props */
function Pickers({ screen, channel, onPlace, onPerson }) {
  /** @param {(id: string) => void} choose */
  const on = (choose) => (/** @type {Event & { currentTarget: HTMLSelectElement }} */ event) => {
    choose(event.currentTarget.value)
  }
  return html`<div class="pickers">
    <select aria-label="Channel" value=${channel?.id} onChange=${on(onPlace)}>
      ${screen.channels.map((each) => html`<option value=${each.id}>${channelName(each)}</option>`)}
    </select>
    <select aria-label="You are" value=${screen.me} onChange=${on(onPerson)}>
      ${screen.people
        .filter(({ role }) => role !== 'bot')
        .map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
    </select>
  </div>`
}

/** What an empty channel says. @param {{ channel: Channel, onStart: (text: string) => void }} props */
function Welcome({ channel, onStart }) {
  if (channel.name !== 'porting')
    return html`<div class="welcome"><p class="muted">No messages here yet.</p></div>`
  return html`<div class="welcome">
    <h2>Port a number, with nothing at stake</h2>
    <p>
      You are at a telecom company's desk. <strong>portin</strong> is the bot that brings telephone
      numbers over from another carrier. Type a command below, for example:
    </p>
    <ul class="starts">
      ${FIRST_COMMANDS.map(
        (command) =>
          html`<li>
            <button
              type="button"
              class="button"
              onClick=${() => {
                onStart(command)
              }}
            >
              <code>${command}</code>
            </button>
          </li>`,
      )}
    </ul>
    <p>Or step into a scene that is ready:</p>
    <${WelcomeScenes} />
  </div>`
}

function WelcomeScenes() {
  const [busy, setBusy] = useState('')
  return html`<${Scenes}
    busy=${busy}
    during=${async (/** @type {string} */ name, /** @type {() => Promise<unknown>} */ deed) => {
      setBusy(name)
      await deed()
      setBusy('')
    }}
  />`
}

/** What a person sees, as it changes. @param {string} me */
function useScreen(me) {
  const [screen, setScreen] = useState(/** @type {Screen | null} */ (null))
  const [isCut, setCut] = useState(false)
  useEffect(() => {
    const live = new EventSource(`/live/${me}`)
    live.onmessage = ({ data }) => {
      /** @type {unknown} */
      const seen = JSON.parse(String(data))
      setScreen(/** @type {Screen} */ (seen))
    }
    live.onopen = () => {
      setCut(false)
    }
    live.onerror = () => {
      setCut(true)
    }
    return () => {
      live.close()
    }
  }, [me])
  return { screen, isCut }
}

/** The world beside, looked at whenever something has happened, and every few seconds. @param {Screen | null} screen */
function useWorld(screen) {
  const [world, setWorld] = useState(/** @type {World | null} */ (null))
  const look = useCallback(async () => {
    try {
      setWorld(/** @type {World} */ (await through('/practice/world')))
    } catch {
      // The live line says that the servers are gone.
    }
  }, [])
  useEffect(() => void look(), [screen, look])
  useEffect(() => {
    const timer = setInterval(() => void look(), WORLD_EVERY_MS)
    return () => {
      clearInterval(timer)
    }
  }, [look])
  return { world, look }
}

/** Whether a channel has something that was not there when it was last open. @param {Screen | null} screen @param {string} place */
function useRead(screen, place) {
  const seen = useRef(
    /** @type {{ me: string, counts: Map<string, number> }} */ ({ me: '', counts: new Map() }),
  )
  if (screen && seen.current.me !== screen.me)
    seen.current = {
      me: screen.me,
      counts: new Map(screen.channels.map((each) => [each.id, countOf(each)])),
    }
  for (const each of screen?.channels ?? [])
    if (each.id === place) seen.current.counts.set(each.id, countOf(each))
  return (/** @type {Channel} */ channel) =>
    countOf(channel) > (seen.current.counts.get(channel.id) ?? 0)
}

/** @param {Channel} channel */
function countOf({ messages }) {
  return messages.reduce((sum, { thread }) => sum + 1 + thread.length, 0)
}

render(html`<${App} />`, document.body)
