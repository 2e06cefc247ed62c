import { codePoints } from '../code-points.ts'
import { isObject, textOf } from '../json.ts'

/** What Slack would refuse in a value, in its words, each with the JSON pointer of the place. */
export type Rule = (value: unknown, at: string) => readonly string[]

export function no(what: string, at: string): readonly string[] {
  return [`${what} [json-pointer:${at}]`]
}

export const anything: Rule = () => []

/** A text of so many characters, counted as Slack counts: in code points. */
export function text(most: number, least = 1): Rule {
  return (value, at) => {
    if (typeof value !== 'string') return no('must provide a string', at)
    const { length } = codePoints(value)
    if (length < least) return no(`must be more than ${least - 1} characters`, at)
    return length > most ? no(`must be less than ${most + 1} characters`, at) : []
  }
}

/** An address with its scheme: Slack takes no other kind of link. */
export const url: Rule = (value, at) => {
  const wrong = text(3000)(value, at)
  if (wrong.length > 0) return wrong
  return URL.canParse(String(value)) ? [] : no('must be a valid url', at)
}

export function matching(pattern: RegExp): Rule {
  return (value, at) => {
    if (typeof value !== 'string') return no('must provide a string', at)
    return pattern.test(value) ? [] : no(`input must match regex pattern: ${pattern.source}`, at)
  }
}

export function integer(least: number, most = Infinity): Rule {
  return (value, at) => {
    if (!Number.isInteger(value)) return no('must provide an integer', at)
    if (Number(value) < least) return no(`must be greater than ${least - 1}`, at)
    return Number(value) > most ? no(`must be less than ${most + 1}`, at) : []
  }
}

export const number: Rule = (value, at) =>
  typeof value === 'number' ? [] : no('must provide a number', at)

export const flag: Rule = (value, at) =>
  typeof value === 'boolean' ? [] : no('must be a boolean', at)

export function oneOf(...allowed: readonly unknown[]): Rule {
  return (value, at) => (allowed.includes(value) ? [] : no('must be a valid enum value', at))
}

export function list(least: number, most: number, each: Rule): Rule {
  return (value, at) => {
    if (!Array.isArray(value)) return no('must provide an array', at)
    if (value.length < least) return no(`must provide at least ${least} items`, at)
    if (value.length > most) return no(`no more than ${most} items allowed`, at)
    return (value as unknown[]).flatMap((item, index) => each(item, `${at}/${index}`))
  }
}

/** An object of these fields and of no others; one whose name ends in ! must be there. */
export function shape(fields: Readonly<Record<string, Rule>>): Rule {
  const rules = new Map(Object.entries(fields).map(([name, rule]) => [name.replace('!', ''), rule]))
  const required = Object.keys(fields).flatMap((name) =>
    name.endsWith('!') ? [name.slice(0, -1)] : [],
  )
  return (value, at) => {
    if (!isObject(value)) return no('must provide an object', at)
    return [
      ...required.flatMap((name) =>
        value[name] === undefined ? no(`missing required field: ${name}`, at) : [],
      ),
      ...Object.entries(value).flatMap(([name, field]) => {
        if (field === undefined) return []
        const rule = rules.get(name)
        return rule ? rule(field, `${at}/${name}`) : no(`invalid additional property: ${name}`, at)
      }),
    ]
  }
}

/** An object that says by its `type` which of these rules it follows. */
export function variant(rules: ReadonlyMap<string, Rule>): Rule {
  return (value, at) => {
    if (!isObject(value)) return no('must provide an object', at)
    if (value['type'] === undefined) return no('missing required field: type', at)
    const rule = rules.get(typeOf(value))
    return rule ? rule(value, at) : no(`unsupported type: ${typeOf(value)}`, `${at}/type`)
  }
}

export function all(...rules: readonly Rule[]): Rule {
  return (value, at) => rules.flatMap((rule) => rule(value, at))
}

/** Exactly one of two fields. */
export function either(one: string, other: string): Rule {
  return (value, at) => {
    if (!isObject(value)) return []
    const given = [one, other].filter((name) => value[name] !== undefined)
    return given.length === 1 ? [] : no(`must define either \`${one}\` or \`${other}\``, at)
  }
}

export function typeOf(value: unknown): string {
  return (isObject(value) ? textOf(value['type']) : undefined) ?? ''
}
