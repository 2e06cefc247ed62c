import { Worker, type ResourceLimits } from 'node:worker_threads'

/**
 * What takes long, in a thread of its own: `file` sends one message and ends.
 * @throws what went wrong there, or that it was stopped.
 */
export function inWorker<Answer>(
  file: URL,
  work: { readonly workerData: unknown; readonly resourceLimits?: ResourceLimits },
  stop: AbortSignal,
): Promise<Answer> {
  const worker = new Worker(file, { ...work, execArgv: [] })
  const end = (): void => void worker.terminate()
  stop.addEventListener('abort', end, { once: true })
  return new Promise<Answer>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => {
      reject(new Error('it was stopped before its end'))
    })
  }).finally(() => {
    stop.removeEventListener('abort', end)
  })
}
