import { parentPort, workerData } from 'node:worker_threads'
import { damageIn } from './database-file.ts'
import { addBackup } from './backup-folder.ts'
import type { FileTask } from './off-the-loop.ts'

/** Reading a large file through takes seconds; here nobody waits for it. */
async function work(task: FileTask): Promise<string | null> {
  switch (task.kind) {
    case 'check':
      return damageIn(task.database)
    case 'backup':
      return addBackup(task.database, task.settings, task.now)
  }
}

parentPort?.postMessage(await work(workerData as FileTask))
