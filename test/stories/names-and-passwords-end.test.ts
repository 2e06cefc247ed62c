import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDay, wordsOf, type PracticeDay, type Who } from './practice-day.ts'

const BY_NAME = {
  BANDWIDTH_CLIENT_ID: '',
  BANDWIDTH_CLIENT_SECRET: '',
  PORTIN_ADMINS: 'S0APPROVERS,U0DANA',
}

let day: PracticeDay

beforeAll(async () => {
  day = await startDay({ settings: BY_NAME })
})

afterAll(() => day.close())

const warnings = async (who: Who): Promise<readonly string[]> =>
  (await day.sees(who, '@bot')).map(wordsOf).filter((words) => /Dec 2/.test(words))

it('each admin is told once of the day on which name and password end, and what to make', async () => {
  await day.turn({ advance: 'PT1M' })
  for (const admin of ['porter', 'approver', 'approver2'] as const) {
    expect(await warnings(admin)).toEqual([
      expect.stringMatching(/Wed, Dec 2.*Porting role.*BANDWIDTH_CLIENT_ID.*restart me/s),
    ])
  }
  expect(await warnings('porter2')).toEqual([])
  await day.restart()
  await day.turn({ advance: 'PT2M' })
  expect(await warnings('approver')).toHaveLength(1)
})

it('the log says it at every start', () => {
  const starts = day.logged.filter(({ event }) => event === 'bandwidth-password-not-for-long')
  expect(starts).toHaveLength(2)
  expect(starts[0]?.facts).toMatchObject({ setting: 'BANDWIDTH_USERNAME', ends: '2026-12-02' })
})

it('and the doctor, whenever it is asked', async () => {
  await day.command('approver', 'doctor')
  expect(wordsOf(await day.until('approver', /Credentials/))).toMatch(
    /:warning: \*Credentials:\*.*Wed, Dec 2/,
  )
})
