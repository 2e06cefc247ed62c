import { ACME_FORM } from '../test/fixtures/acme-form.ts'
import type { World } from './world.ts'
import type { WireTap } from './wire-tap.ts'

/** From the command over the form to the card. What the tap has heard is left to be taken. */
export async function makeDraft(world: World, tap: WireTap): Promise<void> {
  const { url } = world.practice.slack
  await world.command('new 919-555-0100..0104')
  await tap.until(url, /^\/api\/views\.update/, 1)
  await world.submit(ACME_FORM)
  await tap.until(url, /^\/api\/chat\.postMessage/, 1)
}
