import type { ApprovedContent } from './approval.ts'

/** Field names of the last release, under which approved content may be stored. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  'billing telephone number': 'BTN',
  'new billing telephone number': 'new BTN',
  'LOA authorizing person': 'signer',
  "Bandwidth's id": 'order ID',
}

/** Content that an earlier release stored, under today's field names. */
export function underTodaysNames(stored: ApprovedContent): ApprovedContent {
  return Object.fromEntries(
    Object.entries(stored).map(([name, value]) => {
      const [, child = '', field = name] = /^(#\d+: )?(.+)$/su.exec(name) ?? []
      return [`${child}${OLD_NAMES[field] ?? field}`, value]
    }),
  )
}
