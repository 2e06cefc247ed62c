import { expect, it, onTestFinished } from 'vitest'
import { claimDatabase } from '../../src/store/database-owner.ts'
import { openTestDatabase } from '../fixtures/open-test-database.ts'

it('a database is told by nobody but the workspace and the account that it began with', async () => {
  const { db, close } = await openTestDatabase()
  onTestFinished(close)
  const ours = { workspace: 'T0ACME', account: '9900012' }
  await claimDatabase(db, 'portin.sqlite', ours)
  await claimDatabase(db, 'portin.sqlite', ours)
  await expect(
    claimDatabase(db, 'portin.sqlite', { ...ours, workspace: 'T0OTHER' }),
  ).rejects.toThrow(/T0ACME.*SLACK_BOT_TOKEN.*T0OTHER/)
  await expect(claimDatabase(db, 'portin.sqlite', { ...ours, account: '9900099' })).rejects.toThrow(
    /9900012.*BANDWIDTH_ACCOUNT_ID.*9900099/,
  )
  await claimDatabase(db, 'portin.sqlite', ours)
})
