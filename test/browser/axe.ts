import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

interface Axe {
  run(
    within: string,
    options: { readonly rules: Readonly<Record<string, { readonly enabled: boolean }>> },
  ): Promise<{
    readonly violations: readonly {
      readonly id: string
      readonly help: string
      readonly nodes: readonly { readonly html: string }[]
    }[]
  }>
}

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const SHOWN_OF_EACH = 3

/**
 * What axe-core finds wrong with a page or a part of it: contrast, labels, roles, names.
 * @param except rules that cannot hold there.
 */
export async function barriersIn(
  page: Page,
  within = 'body',
  except: readonly string[] = [],
): Promise<readonly string[]> {
  // Evaluated, not added: the page lets no script of others in.
  await page.evaluate(SOURCE)
  const found = await page.evaluate(
    async ([part, rules]) => {
      const { axe } = globalThis as unknown as { readonly axe: Axe }
      const off = Object.fromEntries(rules.map((rule) => [rule, { enabled: false }]))
      return (await axe.run(part, { rules: off })).violations
    },
    [within, [...except]] as const,
  )
  return found.map(({ id, help, nodes }) => {
    const some = nodes.slice(0, SHOWN_OF_EACH).map(({ html }) => html)
    return `${id}: ${help} (${nodes.length}): ${some.join(' ')}`
  })
}
