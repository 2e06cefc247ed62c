import { App, type AppOptions, type ReceiverEvent } from '@slack/bolt'
import type { Desk } from '../desk/desk.ts'
import { beginErrand, endErrand } from '../store/errands.ts'
import { errandIn } from './errand-in.ts'
import { noteHeldBack, saysHeldBack } from './held-back.ts'

/**
 * Bolt's app that forgets nothing it was handed: before Slack is told that the bot has it, it is a row,
 * and the row goes when it is dealt with. What a sudden stop leaves is picked up at the next start.
 */
export class AttentiveApp extends App {
  readonly #desk: Pick<Desk, 'db' | 'clock' | 'log'>
  readonly #running = new Set<Promise<unknown>>()

  constructor(options: AppOptions, desk: Pick<Desk, 'db' | 'clock' | 'log'>) {
    super(options)
    this.#desk = desk
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
    const errand = errandIn(event.body)
    if (errand === null) return super.processEvent(event)
    const id = await beginErrand(db, { ...errand, at: clock() })
    // The same event once more: it is being dealt with already.
    if (id === null) return event.ack()
    await super.processEvent(event)
    await endErrand(db, id)
  }
}
