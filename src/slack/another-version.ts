import { Refusal } from '../porting/refusal.ts'

/** A post or a form outlives the version of the bot that drew it. */
export function fromAnotherVersion(): Refusal {
  return new Refusal(
    'from-another-version',
    'I don’t know this button or form. It’s from another version of me.',
    'Nothing was changed. Use the order’s card, or type `/portin list` to find the order.',
  )
}
