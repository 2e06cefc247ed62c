import { describe, expect, it } from 'vitest'
import { practiceSlack } from './a-bot.ts'

describe('rate limits', () => {
  it('once turned on refuse what comes too fast in one channel, and nothing in another', async () => {
    await using practice = await practiceSlack({ moreChannels: 1 })
    const { slack } = practice
    const post = (channel: string): Promise<Response> =>
      fetch(`${slack.env.SLACK_API_URL}chat.postMessage`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${slack.env.SLACK_BOT_TOKEN}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ channel, text: 'hello' }),
      })
    const statuses = async (channel: string): Promise<readonly number[]> =>
      (await Promise.all([post(channel), post(channel), post(channel)])).map(({ status }) => status)

    expect(await statuses('C0PORTING')).toEqual([200, 200, 200])
    await practice.person('rate-limits', { on: true })
    expect((await statuses('C0PORTING')).toSorted()).toEqual([200, 200, 429])
    expect((await post('C0PORTING')).headers.get('retry-after')).toBe('1')
    expect((await post('C0MORE1')).status).toBe(200)
    await practice.person('rate-limits', { on: false })
    expect(await statuses('C0PORTING')).toEqual([200, 200, 200])
  })
})
