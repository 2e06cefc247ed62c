import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** In bytes, when the garbage is collected. */
export function heapInUse() {
  setFlagsFromString('--expose-gc')
  const collect = /** @type {() => void} */ (runInNewContext('gc'))
  collect()
  return process.memoryUsage().heapUsed
}
