import fc from 'fast-check'

const planCode = fc
  .integer({ min: 200, max: 999 })
  .map(String)
  .filter((code) => !code.endsWith('11'))
const line = fc.integer({ min: 0, max: 9999 }).map((value) => String(value).padStart(4, '0'))

/** Ten digits that can be a telephone number. */
export const anyDigits = fc.tuple(planCode, planCode, line).map((parts) => parts.join(''))
