import { expect, it } from 'vitest'
import { interruptedByStop } from '../src/interrupted-by-stop.ts'

it('what breaks because the bot stops is logged as cut off, and as a bug before', () => {
  const events: string[] = []
  const { log, ending } = interruptedByStop((event) => events.push(event))
  const error = new Error('Connection terminated')
  log('bug', { error })
  ending()
  log('bug', { error })
  log('stopped', {})
  expect(events).toEqual(['bug', 'cut-off-by-stop', 'stopped'])
})
