import { saysItStays } from './json-stays.ts'
import { runsIn, type Run } from './number-grammar.ts'

const ELEMENT = /<([A-Za-z][\w.:-]{0,60})((?:\s[^<>]{0,500})?)>/g
const ATTRIBUTE = /([\w.:-]{1,40})\s*=\s*["']([^"'<>]{0,40})["']/g
const LONGEST = 200_000

/** The numbers within `<exclude>…</exclude>` or `<tn port="no">…</tn>`. */
export function stayingInXml(text: string): readonly Run[] {
  if (!/<\/[A-Za-z]/.test(text)) return []
  const staying: Run[] = []
  let end = 0
  for (const { 0: tag, 1: name = '', 2: attributes = '', index } of text.matchAll(ELEMENT)) {
    if (index < end || !saysStay(name, attributes)) continue
    const start = index + tag.length
    const close = text.slice(start, start + LONGEST).indexOf(`</${name}>`)
    end = close === -1 ? start : start + close
    staying.push(...runsIn(text.slice(start, end)))
  }
  return staying
}

function saysStay(name: string, attributes: string): boolean {
  if (saysItStays(localName(name), '')) return true
  return [...attributes.matchAll(ATTRIBUTE)].some(
    ([, key = '', value = '']) => value !== '' && saysItStays(localName(key), value),
  )
}

/** `x:do-not-port` → `do_not_port` */
function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1).replace(/[.-]/g, '_')
}
