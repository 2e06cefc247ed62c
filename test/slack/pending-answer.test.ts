import type { ModalView } from '@slack/types'
import type { ViewResponseAction } from '@slack/bolt'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { closable } from '../../src/slack/pending-answer.ts'

const view = (text: string): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text },
  blocks: [],
})
const MEANWHILE = { response_action: 'update', view: view('Checking') } as const

/** What Slack gets of a form: answers, and views that are drawn. */
function form({ isLinkLost = false } = {}) {
  const got: string[] = []
  const ack = async (response: unknown) => {
    await Promise.resolve()
    if (isLinkLost) throw new Error('The link is lost.')
    const { response_action: action, ...rest } = response as ViewResponseAction & {
      view?: ModalView
    }
    got.push(`${action} ${rest.view?.title.text ?? ''}`.trim())
  }
  const draw = (...[next]: [ModalView, string]) =>
    Promise.resolve(void got.push(`draws ${next.title.text}`))
  return { got, open: closable({ show: draw, close: draw }, ack, MEANWHILE) }
}

describe('a form whose outcome may close it', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is closed by the answer itself, which is the only one', async () => {
    const { got, open } = form()
    await vi.advanceTimersByTimeAsync(1_900)
    await open.close(view('Done'), 'done')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(got).toEqual(['clear'])
  })

  it('says what is being done before Slack gives up, and then the outcome', async () => {
    const { got, open } = form()
    await vi.advanceTimersByTimeAsync(2_500)
    expect(got).toEqual(['update Checking'])
    await open.close(view('Done'), 'done')
    expect(got).toEqual(['update Checking', 'draws Done'])
  })

  it('is never drawn again in place of itself, or Slack would keep what was typed', async () => {
    const { got, open } = form()
    await open.show(view('With mistakes'), 'mistakes')
    await open.show(view('Again'), 'again')
    expect(got).toEqual(['update Checking', 'draws With mistakes', 'draws Again'])
  })

  it('shows its outcome where the link is lost before the answer, and stops nothing', async () => {
    const { got, open } = form({ isLinkLost: true })
    await open.close(view('Done'), 'done')
    expect(got).toEqual(['draws Done'])
    const late = form({ isLinkLost: true })
    await vi.advanceTimersByTimeAsync(2_500)
    await late.open.show(view('With mistakes'), 'mistakes')
    expect(late.got).toEqual(['draws With mistakes'])
  })

  it('is not drawn before the answer, even when both come at the same moment', async () => {
    const { got, open } = form()
    vi.advanceTimersByTime(2_000)
    await open.close(view('Done'), 'done')
    expect(got).toEqual(['update Checking', 'draws Done'])
  })
})
