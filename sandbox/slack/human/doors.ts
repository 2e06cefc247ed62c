import type { JsonObject } from '../json.ts'
import type { Workspace } from '../workspace.ts'
import type { Doors } from './door.ts'
import { FORM } from './form.ts'
import { HumanError } from './human-error.ts'
import { SEEN } from './seen.ts'
import { PRESS } from './press.ts'
import { STAGING } from './staging.ts'
import { TALK } from './talk.ts'

const DOORS: Doors = { ...SEEN, ...TALK, ...PRESS, ...FORM, ...STAGING }

/** Goes through a door such as 'POST command'; throws a HumanError when a person could not. */
export function throughDoor(name: string, body: JsonObject, workspace: Workspace): unknown {
  const door = Object.hasOwn(DOORS, name) ? DOORS[name] : undefined
  if (!door)
    throw new HumanError(`there is no door ${name}; there is: ${Object.keys(DOORS).join(', ')}`)
  if (name.startsWith('POST')) workspace.transcript.record('human', name, withoutBytes(body))
  return door(body, workspace)
}

/** The transcript says which files were given, not their bytes. */
function withoutBytes(body: JsonObject): JsonObject {
  return JSON.parse(
    JSON.stringify(body, (key, value: unknown) => (key === 'base64' ? '…' : value)),
  ) as JsonObject
}
