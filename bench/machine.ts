import { cpus, loadavg, release, totalmem, type } from 'node:os'

/** On what the figures were taken, and how busy it was before. */
export function machine(): string {
  const cores = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return [
    `${cores.length} cores of ${cores[0]?.model.trim() ?? 'an unknown model'}`,
    `${memory} GB`,
    `${type()} ${release()}`,
    `Node ${process.version}`,
    `load before ${loadavg()[0]?.toFixed(1) ?? 'unknown'}`,
  ].join(', ')
}
