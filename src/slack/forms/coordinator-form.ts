import type { Form } from '../handlers.ts'

/** A form that coordinators send. */
export function coordinatorForm(id: string, read: Form['read']): Form {
  return { id, needs: 'coordinator', read }
}
