import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser } from '../browser/browser.ts'
import { GALLERY } from './cases.ts'
import { openGallery } from './server.ts'

const FOLDER = join(import.meta.dirname, '../../gallery')

/** Draws everything that people see into one page and a picture for each family, to be looked at. */
async function main(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  const gallery = await openGallery(GALLERY)
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1240, height: 900 } })
    page.on('pageerror', (error) => {
      console.error(error.message)
    })
    await page.goto(gallery.url)
    await page.waitForSelector('body[data-drawn]')
    const css = readFileSync(join(import.meta.dirname, '../../sandbox/slack/page/page.css'), 'utf8')
    const drawn = await page.content()
    writeFileSync(
      join(FOLDER, 'index.html'),
      drawn
        .replaceAll(/<script[^]*?<\/script>|<link[^>]*>/g, '')
        .replace('<style>', `<style>${css}</style><style>`),
    )
    for (const sheet of await page.locator('.sheet').all()) {
      const name = (await sheet.getAttribute('id')) ?? 'sheet'
      await sheet.screenshot({ path: join(FOLDER, `${name}.png`) })
    }
  } finally {
    await browser.close()
    await gallery.close()
  }
  console.log(`gallery/index.html and a picture for each of ${GALLERY.length} families.`)
}

await main()
