import { parentPort, workerData } from 'node:worker_threads'
import { readNumbersTask, readTableTask, type NumbersTask, type TableTask } from './read-text.ts'

const task = workerData as NumbersTask | TableTask
parentPort?.postMessage(task.kind === 'numbers' ? readNumbersTask(task) : readTableTask(task))
