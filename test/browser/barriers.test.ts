import { expect, it } from 'vitest'
import { GALLERY } from '../gallery/cases.ts'
import { openGallery } from '../gallery/server.ts'
import { barriersIn } from './axe.ts'
import { openBrowser } from './browser.ts'

// Unpacking the browser and reading every family of messages and forms.
const LONG = 120_000

/** Each message is drawn alone there, so no heading and no landmark stands where it stands in Slack. */
const OF_A_WHOLE_PAGE = ['heading-order', 'page-has-heading-one', 'region', 'landmark-one-main']

/** The first of each family: all of a family are drawn with the same few blocks. */
const MOST_OF_A_FAMILY = 2

it(
  'every family of messages and forms can be read with little sight, and by a screen reader',
  async () => {
    const some = GALLERY.map((family) => ({
      ...family,
      cases: family.cases.slice(0, MOST_OF_A_FAMILY),
    }))
    const gallery = await openGallery(some)
    const browser = await openBrowser()
    try {
      const page = await browser.newPage({ viewport: { width: 1240, height: 900 } })
      await page.goto(gallery.url)
      await page.waitForSelector('body[data-drawn]')
      await page.addStyleTag({ content: '.desktop { display: none }' })
      expect(await barriersIn(page, 'body', OF_A_WHOLE_PAGE)).toEqual([])
    } finally {
      await browser.close()
      await gallery.close()
    }
  },
  LONG,
)
