import { openAt } from '../fixtures/open-test-database.ts'
import { makeTemplate } from './place.ts'
import { startServerProcess } from './server-process.ts'

/** One server for all that runs on PostgreSQL; each test makes a database of its own in it. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startServerProcess()
  process.env['PORTIN_TEST_POSTGRES'] = server.url
  const { close } = await openAt(await makeTemplate())
  await close()
  return () => server.stop()
}
