import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import packaged from '@sparticuz/chromium'
import { chromium, type Browser, type LaunchOptions } from 'playwright-core'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

/** A real Chromium: the one that comes as a package for Linux, else a Chrome that is installed. */
export async function openBrowser(): Promise<Browser> {
  const reasons: string[] = []
  for (const options of [packagedOptions, installed('chrome'), installed('msedge')]) {
    try {
      return await chromium.launch({ args: FLAGS, ...(await options()) })
    } catch (error) {
      reasons.push(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
    }
  }
  throw new Error(
    `No browser could be started for the tests of the page. Install Google Chrome, or on Linux the libraries that Chromium needs (Debian: apt-get install libnss3 libatk-bridge2.0-0 libgbm1 libasound2). ${reasons.join(' ')}`,
  )
}

const installed = (channel: string) => (): Promise<LaunchOptions> => Promise.resolve({ channel })

async function packagedOptions(): Promise<LaunchOptions> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The packaged Chromium is for Linux on x64.')
  }
  return { executablePath: await packaged.executablePath(), env: { FONTCONFIG_FILE: fontsFile() } }
}

/** The fonts that come with the package before those of the machine: the pictures look the same everywhere. */
function fontsFile(): string {
  const own = join(tmpdir(), 'fonts')
  const cache = join(tmpdir(), 'portin-font-cache')
  mkdirSync(cache, { recursive: true })
  const prefer = (family: string, font: string) =>
    `<alias binding="strong"><family>${family}</family><prefer><family>${font}</family></prefer></alias>`
  const file = join(cache, 'fonts.conf')
  const folders = [own, '/usr/share/fonts'].filter((folder) => existsSync(folder))
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
${folders.map((folder) => `<dir>${folder}</dir>`).join('')}<cachedir>${cache}</cachedir>
${prefer('system-ui', 'Open Sans')}${prefer('sans-serif', 'Open Sans')}${prefer('monospace', 'DejaVu Sans Mono')}
</fontconfig>`,
  )
  return file
}
