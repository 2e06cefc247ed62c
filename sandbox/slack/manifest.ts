import { readFileSync } from 'node:fs'

const MANIFEST = new URL('../../manifest.yml', import.meta.url)

/** Whether the app, as its manifest would install it, has a Home tab to publish to. */
export function hasHomeTab(): boolean {
  return /^\s*home_tab_enabled:\s*true\s*$/m.test(readFileSync(MANIFEST, 'utf8'))
}
