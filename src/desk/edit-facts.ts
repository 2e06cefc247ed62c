import { contentFields, type NamedFields } from '../porting/content-fields.ts'
import { movedBy } from '../porting/desired-numbers.ts'
import type { OrderContent } from '../porting/order.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import type { Intent } from '../store/intents.ts'

/** The fields that prove an edit, with their values before and after it. */
export function editFacts(
  before: OrderContent,
  content: OrderContent,
  fields: readonly string[],
): Intent['facts'] {
  const { leaving } = movedBy(before.numbers, content.numbers)
  return {
    ...(leaving.length > 0 && { takenOut: JSON.stringify(leaving) }),
    fields: JSON.stringify(fields),
    named: JSON.stringify(fields),
    before: JSON.stringify(contentFields(before)),
    content: JSON.stringify(content),
  }
}

export function editIn(facts: Intent['facts']): {
  readonly fields: readonly string[]
  readonly content: OrderContent
  readonly before: NamedFields | null
} {
  return {
    fields: JSON.parse(facts['fields'] ?? '[]') as string[],
    content: JSON.parse(facts['content'] ?? '{}') as OrderContent,
    before: JSON.parse(facts['before'] ?? 'null') as NamedFields | null,
  }
}

export function takenOutIn({ facts }: Pick<Intent, 'facts'>): readonly TelephoneNumber[] {
  return JSON.parse(facts['takenOut'] ?? '[]') as TelephoneNumber[]
}
