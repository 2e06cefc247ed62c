import type { ApprovedContent } from './approval.ts'

/** What the last release called a field under which something approved is kept. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  'billing telephone number': 'BTN',
  'new billing telephone number': 'new BTN',
  'LOA authorizing person': 'signer',
  "Bandwidth's id": 'order ID',
}

/** What an earlier release has kept, under the names of this one. */
export function underTodaysNames(stored: ApprovedContent): ApprovedContent {
  return Object.fromEntries(
    Object.entries(stored).map(([name, value]) => {
      const [, child = '', field = name] = /^(#\d+: )?(.+)$/su.exec(name) ?? []
      return [`${child}${OLD_NAMES[field] ?? field}`, value]
    }),
  )
}
