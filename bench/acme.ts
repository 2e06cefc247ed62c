import type { World } from './world.ts'
import type { WireTap } from './wire-tap.ts'

/** What a coordinator types into the form of a new order, by label. */
export const ACME = {
  'Billing telephone number (BTN)': '919-555-0100',
  Subscriber: 'Business',
  'Business name': 'Acme Dental',
  'House number': '100',
  Street: 'Main St',
  City: 'Raleigh',
  State: 'NC',
  ZIP: '27601',
  'Person who signs the LOA': 'J Rivera',
  Site: '14020',
}

/** From the command over the form to the card. What the tap has heard is left to be taken. */
export async function makeDraft(world: World, tap: WireTap): Promise<void> {
  const { url } = world.practice.slack
  await world.command('new 919-555-0100..0104')
  await tap.until(url, /^\/api\/views\.update/, 1)
  await world.submit(ACME)
  await tap.until(url, /^\/api\/chat\.postMessage/, 1)
}
