// Loaded before the program that is measured: it tells its parent, when asked, what it has used.
// In plain JavaScript, so that Node's compiler of types is not part of what is measured.
import { readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { heapInUse } from './heap-in-use.js'

/** @import { Hold, Memory, Question, Usage } from './own-process.ts' */

const EVERY_MS = 5
const delay = monitorEventLoopDelay({ resolution: EVERY_MS })
delay.enable()

const ANSWERS = { usage, memory, hold }

process.on('message', (/** @type {Question} */ what) => {
  process.send?.(ANSWERS[what]())
})

/** @returns {Hold} */
function hold() {
  const longestMs = delay.max / 1e6 - EVERY_MS
  delay.reset()
  return { longestMs }
}

/** @returns {Usage} */
function usage() {
  const { user, system } = process.cpuUsage()
  return { cpuMs: (user + system) / 1000, residentBytes: process.memoryUsage.rss() }
}

/** @returns {Memory} */
function memory() {
  return { heapBytes: heapInUse(), peakResidentBytes: peakResidentBytes() }
}

/** What `resourceUsage` tells is the parent's, too, where that was larger at the fork. */
function peakResidentBytes() {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  if (kilobytes === undefined) throw new Error('The system does not tell the peak of memory.')
  return Number(kilobytes) * 1024
}
// Being asked must not keep a program alive that would otherwise end.
process.channel?.unref()
// Nor may it outlive who measures it.
process.on('disconnect', () => process.exit(0))
