// Loaded before the program that is measured: it tells its parent, when asked, what it has used.

/** What a process has used since its start. */
export interface Usage {
  readonly cpuMs: number
  readonly residentBytes: number
}

process.on('message', () => {
  const { user, system } = process.cpuUsage()
  const usage: Usage = {
    cpuMs: (user + system) / 1000,
    residentBytes: process.memoryUsage.rss(),
  }
  process.send?.(usage)
})
// Being asked must not keep a program alive that would otherwise end.
process.channel?.unref()
// Nor may it outlive who measures it.
process.on('disconnect', () => process.exit(0))
