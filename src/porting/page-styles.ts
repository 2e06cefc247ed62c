const HIDDEN =
  /(?:display|visibility|mso-hide)\s*:\s*(?:none|hidden|collapse|all)\b|\shidden(?=[\s=/]|$)/i
/** Simple selectors such as `.gone`, `tr.gone`, `#gone`; what a more complex one hides is not evaluated. */
const PLAIN_SELECTOR = /^[a-z0-9]*([.#][\w-]+)$/i
const NAMES = /\b(class|id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*))/gi

/** Whether an element of this page is hidden, by its own attributes or by a class or id that the page's styles hide. */
export function hiddenBy(html: string): (attributes: string) => boolean {
  const names = new Set(stylesOf(html).flatMap(hiddenIn))
  return (attributes) =>
    HIDDEN.test(attributes) || (names.size > 0 && namesOf(attributes).some((one) => names.has(one)))
}

function stylesOf(html: string): readonly string[] {
  const [, ...styles] = html.split(/<style\b/i)
  return styles.map((style) => {
    const end = style.search(/<\/style/i)
    return style
      .slice(style.indexOf('>') + 1, end === -1 ? undefined : end)
      .replace(/<!--|-->/g, '')
  })
}

function hiddenIn(css: string): readonly string[] {
  return css.split('}').flatMap((rule) => {
    const at = rule.lastIndexOf('{')
    if (at === -1 || !HIDDEN.test(rule.slice(at))) return []
    const selectors = rule.slice(rule.lastIndexOf('{', at - 1) + 1, at).split(',')
    return selectors.flatMap((one) => PLAIN_SELECTOR.exec(one.trim())?.[1] ?? [])
  })
}

function namesOf(attributes: string): readonly string[] {
  return [...attributes.matchAll(NAMES)].flatMap(([, kind, ...values]) =>
    values
      .join('')
      .split(/\s+/)
      .map((name) => `${kind?.toLowerCase() === 'id' ? '#' : '.'}${name}`),
  )
}
