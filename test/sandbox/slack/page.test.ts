import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { practiceSlack } from './a-bot.ts'

describe('the page of the practice Slack, from outside', () => {
  let slack: Awaited<ReturnType<typeof practiceSlack>>
  beforeEach(async () => {
    slack = await practiceSlack()
  })
  afterEach(() => slack.slack.close())

  const status = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<number>((resolve, reject) => {
      // Not fetch: it sends a Host of its own.
      const asked = request(`${slack.slack.url}${path}`, { method, headers }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      asked.on('error', reject).end()
    })

  it('serves itself, its packages and its font', async () => {
    const page = await fetch(slack.slack.url)
    expect(await page.text()).toContain('<title>Practice workspace</title>')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
    for (const path of ['main.js', 'preact.js', 'hooks.js', 'htm.js', 'page.css', 'emoji.css'])
      expect(await status(`/page/${path}`), path).toBe(200)
  })

  it('gives nothing else of the machine', async () => {
    for (const path of [
      '/page/..%2fserver.ts',
      '/page/tsconfig.json',
      '/page/files/..%2findex.css',
    ])
      expect(await status(path), path).toBe(404)
  })

  it('opens its doors to pages of this machine only', async () => {
    const { host } = new URL(slack.slack.url)
    expect(await status('/human/people', { host })).toBe(200)
    expect(await status('/human/people', { host, origin: slack.slack.url })).toBe(200)
    expect(await status('/human/people', { host: 'rebound.example' })).toBe(403)
    expect(await status('/', { host: `rebound.example:${new URL(slack.slack.url).port}` })).toBe(
      403,
    )
    const foreign = { host, origin: 'https://elsewhere.example' }
    expect(await status('/human/command', foreign, 'POST')).toBe(403)
    expect(await status('/api/chat.postMessage', foreign, 'POST')).toBe(403)
  })

  it('gives a file to whoever is where it was shared, and to nobody else', async () => {
    const base64 = Buffer.from('letter').toString('base64')
    const files = [{ name: 'loa.pdf', mimetype: 'application/pdf', base64 }]
    await slack.person('say', { as: 'porter', channel: 'general', text: 'mine', files })
    const seen = await fetch(`${slack.slack.url}/human/channel/general?as=porter`)
    const { messages } = (await seen.json()) as { messages: { files: { permalink: string }[] }[] }
    const link = new URL(messages[0]?.files[0]?.permalink ?? '').pathname
    expect(await status(`${link}?as=approver`)).toBe(200)
    expect(await status(`${link}?as=guest`)).toBe(400)
    expect(await status(link)).toBe(400)
  })

  it('shows a person at once what has changed for them, and only for them', async () => {
    const leaving = new AbortController()
    const live = await fetch(`${slack.slack.url}/live/guest`, { signal: leaving.signal })
    const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader()
    const next = async () => JSON.stringify((await reader?.read())?.value)
    expect(await next()).not.toContain('general')
    await slack.person('say', { as: 'porter', channel: 'general', text: 'not for guests' })
    await slack.person('say', { as: 'porter', channel: 'porting', text: 'for guests' })
    const seen = await next()
    expect(seen).toContain('for guests')
    expect(seen).not.toContain('not for guests')
    leaving.abort()
  })
})
