import type { Desk } from '../desk/desk.ts'
import { queuePost } from '../store/posts.ts'
import type { Workspace } from './workspace.ts'

/** Notifies every admin, once, of the day on which the name and password of the settings end. */
export async function warnOfPasswordsEnd(desk: Desk, { roles }: Workspace): Promise<void> {
  for (const admin of await roles.admins()) {
    await queuePost(desk.db, {
      key: `passwords-end-${admin}`,
      ref: { kind: 'passwords-end' },
      channel: admin,
      parent: null,
      now: desk.clock(),
    })
  }
  desk.wake()
}
