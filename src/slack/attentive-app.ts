import { App, type AppOptions, type ReceiverEvent } from '@slack/bolt'
import type { Desk } from '../desk/desk.ts'
import { beginPendingRequest, endPendingRequest } from '../store/pending-requests.ts'
import { writeTroubleIn } from '../store/cannot-write.ts'
import { answerNotSaved } from './answer-not-saved.ts'
import { pendingRequestIn } from './pending-request-in.ts'
import { noteHeldBack, saysHeldBack } from './held-back.ts'
import type { Workspace } from './workspace.ts'

/**
 * Bolt's app with a durable inbox: before an event is acknowledged it is saved as a row, which is deleted
 * when the event has been handled. Rows left by a crash are resumed at the next start.
 */
export class AttentiveApp extends App {
  readonly #desk: Pick<Desk, 'db' | 'clock' | 'log'>
  readonly #workspace: Workspace
  readonly #onlyReads: (body: unknown) => boolean
  readonly #running = new Set<Promise<unknown>>()

  /** @param onlyReads What can be done without a row: it changes nothing, and a person repeats it. */
  constructor(
    options: AppOptions,
    desk: Pick<Desk, 'db' | 'clock' | 'log'>,
    workspace: Workspace,
    onlyReads: (body: unknown) => boolean,
  ) {
    super(options)
    this.#desk = desk
    this.#workspace = workspace
    this.#onlyReads = onlyReads
  }

  override async processEvent(event: ReceiverEvent): Promise<void> {
    const work = this.#dealWith(event)
    this.#running.add(work)
    await work.finally(() => this.#running.delete(work))
  }

  /** Resolves when nothing that a person began is still being worked on. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled([...this.#running])
  }

  async #dealWith(event: ReceiverEvent): Promise<void> {
    const { db, clock } = this.#desk
    if (saysHeldBack(event.body)) {
      await noteHeldBack(this.#desk)
      return event.ack()
    }
    const request = pendingRequestIn(event.body)
    if (request === null) return super.processEvent(event)
    let id: number | null
    try {
      id = await beginPendingRequest(db, { ...request, at: clock() })
    } catch (error) {
      return this.#withoutRow(event, { isEvent: request.event !== null, error })
    }
    // The same event again: it is already being processed.
    if (id === null) return event.ack()
    await super.processEvent(event)
    await endPendingRequest(db, id)
  }

  /** Slack repeats an event until it is acknowledged; a person gets the answer at once. */
  async #withoutRow(
    event: ReceiverEvent,
    { isEvent, error }: { readonly isEvent: boolean; readonly error: unknown },
  ): Promise<void> {
    const trouble = writeTroubleIn(error)
    if (trouble === null || isEvent) throw error
    this.#desk.log('not-saved', { error })
    if (this.#onlyReads(event.body)) return super.processEvent(event)
    return answerNotSaved(event, this.#workspace, trouble)
  }
}
