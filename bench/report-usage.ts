// Loaded before the program that is measured: it tells its parent, when asked, what it has used.
import { readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { heapInUse } from './heap-in-use.ts'

/** What a process has used since its start. */
export interface Usage {
  readonly cpuMs: number
  readonly residentBytes: number
}

/** Asking for it collects the garbage first. */
export interface Memory {
  readonly heapBytes: number
  readonly peakResidentBytes: number
}

/** From the last time that it was asked for. */
export interface Hold {
  /** For so long nobody else had a turn. */
  readonly longestMs: number
}

const EVERY_MS = 5
const delay = monitorEventLoopDelay({ resolution: EVERY_MS })
delay.enable()

const ANSWERS = { usage, memory, hold }
export type Question = keyof typeof ANSWERS

process.on('message', (what: Question) => {
  process.send?.(ANSWERS[what]())
})

function hold(): Hold {
  const longestMs = delay.max / 1e6 - EVERY_MS
  delay.reset()
  return { longestMs }
}

function usage(): Usage {
  const { user, system } = process.cpuUsage()
  return { cpuMs: (user + system) / 1000, residentBytes: process.memoryUsage.rss() }
}

function memory(): Memory {
  return { heapBytes: heapInUse(), peakResidentBytes: peakResidentBytes() }
}

/** What `resourceUsage` tells is the parent's, too, where that was larger at the fork. */
function peakResidentBytes(): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  if (kilobytes === undefined) throw new Error('The system does not tell the peak of memory.')
  return Number(kilobytes) * 1024
}
// Being asked must not keep a program alive that would otherwise end.
process.channel?.unref()
// Nor may it outlive who measures it.
process.on('disconnect', () => process.exit(0))
