// Loaded before the program that is measured: it tells its parent, when asked, what it has used.
import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

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

process.on('message', (what: 'usage' | 'memory') => {
  process.send?.(what === 'usage' ? usage() : memory())
})

function usage(): Usage {
  const { user, system } = process.cpuUsage()
  return { cpuMs: (user + system) / 1000, residentBytes: process.memoryUsage.rss() }
}

function memory(): Memory {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return { heapBytes: process.memoryUsage().heapUsed, peakResidentBytes: peakResidentBytes() }
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
