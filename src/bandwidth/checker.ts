import type { OrderError } from '../porting/order.ts'
import type { Verdict } from '../porting/portability.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import type { Bandwidth } from './bandwidth.ts'
import { xmlBody, type Call } from './call.ts'
import { BandwidthRefused } from './errors.ts'
import type { NumberFormat } from './number-format.ts'
import { readPortability, reasonOf, writePortabilityRequest } from './portability-xml.ts'
import { refuseErrors, UnreadableReply } from './reply.ts'

/** Bandwidth may name only a few numbers each time; after this many rounds the rest stays unknown. */
const MOST_ROUNDS = 20

export function createChecker(call: Call, format: NumberFormat): Pick<Bandwidth, 'checkNumbers'> {
  /** Creates nothing, so it is a read although it is a POST. */
  function check(numbers: readonly TelephoneNumber[]): Promise<readonly Verdict[]> {
    return call({
      operation: 'checkNumbers',
      kind: 'read',
      group: 'port-in',
      method: 'POST',
      path: ['lnpchecker'],
      query: { fullCheck: 'offnetportability' },
      body: xmlBody(writePortabilityRequest(numbers, format)),
      read(reply) {
        const root = reply.xml('NumberPortabilityResponse')
        // A good reply has errors of single numbers beside its payload; errors alone are a refusal.
        if (root.elements().every(({ name }) => /^errors$/i.test(name))) {
          refuseErrors(reply, root)
          throw new UnreadableReply('no word about portability')
        }
        return readPortability(root, numbers)
      },
    })
  }

  return {
    async checkNumbers(numbers) {
      const verdicts = new Map<TelephoneNumber, Verdict>()
      let rest = [...new Set(numbers)]

      for (let round = 0; rest.length > 0 && round < MOST_ROUNDS; round += 1) {
        try {
          for (const verdict of await check(rest)) verdicts.set(verdict.tn, verdict)
        } catch (error) {
          if (!(error instanceof BandwidthRefused)) throw error
          const takenOut = refusedNumbers(error.errors, rest)
          if (takenOut.length === 0) throw error
          for (const verdict of takenOut) verdicts.set(verdict.tn, verdict)
        }
        rest = rest.filter((tn) => !verdicts.has(tn))
      }
      const reason = 'Bandwidth kept rejecting other numbers in this check'
      return {
        verdicts: numbers.map((tn) => verdicts.get(tn) ?? { kind: 'unknown', tn, reason }),
      }
    },
  }
}

/** Named in a list or, with some codes, only in the sentence. */
function refusedNumbers(
  errors: readonly OrderError[],
  asked: readonly TelephoneNumber[],
): readonly Verdict[] {
  const askedSet = new Set<string>(asked)
  const verdicts = new Map<TelephoneNumber, Verdict>()
  for (const error of errors) {
    const inSentence = error.description.match(/\d{10,11}/g) ?? []
    for (const named of [...error.numbers, ...inSentence]) {
      const tn = (named.length === 11 ? named.slice(1) : named) as TelephoneNumber
      if (!askedSet.has(tn) || verdicts.has(tn)) continue
      verdicts.set(tn, { kind: 'not-portable', tn, ...reasonOf(error) })
    }
  }
  return [...verdicts.values()]
}
