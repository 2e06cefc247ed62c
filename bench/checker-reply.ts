import type { TelephoneNumber } from '../src/porting/telephone-number.ts'

export interface CheckerReply {
  readonly numbers: readonly TelephoneNumber[]
  readonly xml: string
}

const RATE_CENTERS = 30
const CARRIERS = 10

/** What Bandwidth's checker says of so many numbers, all portable, of many places and carriers. */
export function checkerReply(count: number): CheckerReply {
  const numbers = Array.from({ length: count }, (_, index) => String(2_012_000_000 + index))
  const share = (parts: number, part: number): readonly string[] =>
    numbers.filter((_, index) => index % parts === part)
  const list = (name: string, tns: readonly string[]): string =>
    `<${name}>\n${tns.map((tn) => `<Tn>${tn}</Tn>\n`).join('')}</${name}>\n`

  const rateCenters = Array.from(
    { length: RATE_CENTERS },
    (_, part) => `<RateCenterGroup>
<RateCenter>TOWN ${part}</RateCenter>
<City>TOWN ${part}</City>
<State>NC</State>
<LATA>426</LATA>
<Tiers><Tier>0</Tier></Tiers>
${list('TnList', share(RATE_CENTERS, part))}</RateCenterGroup>
`,
  )
  const carriers = Array.from(
    { length: CARRIERS },
    (_, part) => `<LosingCarrierTnList>
<LosingCarrierSPID>9${String(part).padStart(3, '0')}</LosingCarrierSPID>
<LosingCarrierName>Carrier &amp; Sons ${part}</LosingCarrierName>
<LosingCarrierIsWireless>false</LosingCarrierIsWireless>
<LosingCarrierAccountNumberRequired>false</LosingCarrierAccountNumberRequired>
<LosingCarrierMinimumPortingInterval>3</LosingCarrierMinimumPortingInterval>
${list('TnList', share(CARRIERS, part))}</LosingCarrierTnList>
`,
  )
  return {
    numbers: numbers as readonly string[] as readonly TelephoneNumber[],
    xml: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<NumberPortabilityResponse>
<PortType>AUTOMATED</PortType>
${list('PortableNumbers', numbers)}<SupportedRateCenters>
${rateCenters.join('')}</SupportedRateCenters>
<UnsupportedRateCenters/>
<SupportedLosingCarriers>
${carriers.join('')}</SupportedLosingCarriers>
<UnsupportedLosingCarriers/>
</NumberPortabilityResponse>
`,
  }
}
