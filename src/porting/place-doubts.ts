import { statesOfNumber } from './area-codes.ts'
import type { PortOrder, ServiceAddress } from './order.ts'
import { isPostalCode } from './place-codes.ts'

/** What state, ZIP and numbers say against each other; as advice, with the reason. */
export function placeDoubts({
  subscriber: { serviceAddress },
  numbers,
  losingCarrier,
}: Pick<PortOrder, 'subscriber' | 'numbers' | 'losingCarrier'>): readonly string[] {
  const contradiction = zipAgainstState(serviceAddress)
  if (contradiction !== null) return [contradiction]
  // Who moves takes the number of a mobile along.
  if (losingCarrier.wireless === true) return []
  return numbersAgainstState(serviceAddress, numbers)
}

function zipAgainstState({ stateCode, zip }: ServiceAddress): string | null {
  const state = plainState(stateCode)
  if (state === '' || zip === null || !isPostalCode(zip)) return null
  const ofZip = statesOfZip(zip)
  return ofZip === null || ofZip.includes(state)
    ? null
    : `${zip} is in ${ofZip.join(' or ')}, and the state is ${state}. Carriers compare both. Correct one.`
}

/** The address on a bill is often that of the head office. */
function numbersAgainstState(
  { stateCode }: ServiceAddress,
  numbers: PortOrder['numbers'],
): readonly string[] {
  const state = plainState(stateCode)
  const homes = numbers.map(statesOfNumber)
  const [home] = homes
  const areElsewhere = homes.every((one) => one !== null && !one.includes(state))
  if (state === '' || home == null || !areElsewhere) return []
  const where = homes.every((one) => one?.join() === home.join())
    ? `in ${home.join(' or ')}`
    : 'in other states'
  const are = numbers.length === 1 ? 'number is' : 'numbers are'
  return [
    `The ${are} ${where}, and the service address is in ${state}. If that’s the billing address, enter the one where the service is.`,
  ]
}

function plainState(stateCode: string | null): string {
  return (stateCode ?? '').trim().toUpperCase()
}

/** `27601` → NC; `null` if unknown. */
function statesOfZip(zip: string): readonly string[] | null {
  const states = /^\d/.test(zip)
    ? ZIPS.find(({ from, to }) => zip.slice(0, 3) >= from && zip.slice(0, 3) <= to)?.states
    : PROVINCES.get(zip.charAt(0).toUpperCase())
  return states?.split('/') ?? null
}

/** First characters of Canadian postal codes. */
const PROVINCES = new Map(
  'A NL;B NS;C PE;E NB;G QC;H QC;J QC;K ON;L ON;M ON;N ON;P ON;R MB;S SK;T AB;V BC;X NT/NU;Y YT'
    .split(';')
    .map((one) => [one.charAt(0), one.slice(2)] as const),
)

/** First three digits of ZIPs; of a prefix that lies in several states, all of them. */
const ZIPS = (
  '005-005 NY;006-007 PR;008-008 VI;009-009 PR;010-027 MA;028-029 RI;030-034 NH;035-035 NH/ME;036-038 NH/VT;039-049 ME;' +
  '050-054 VT;055-055 MA;056-059 VT;060-062 CT;063-063 CT/NY;064-069 CT;070-089 NJ;100-149 NY;150-196 PA;197-199 DE;' +
  '200-200 DC;201-201 VA;202-202 DC;203-203 DC/MD;204-204 DC;205-205 DC/MD;206-219 MD;220-246 VA;247-268 WV;' +
  '270-289 NC;290-299 SC;300-319 GA;320-349 FL;350-369 AL;370-385 TN;386-397 MS;398-399 GA;400-427 KY;430-459 OH;' +
  '460-479 IN;480-499 MI;500-528 IA;530-549 WI;550-567 MN;569-569 DC;570-577 SD;580-588 ND;590-599 MT;600-629 IL;' +
  '630-658 MO;660-679 KS;680-693 NE;700-714 LA;716-729 AR;730-738 OK;739-739 OK/TX;740-749 OK;750-799 TX;800-816 CO;' +
  '820-831 WY;832-833 ID;834-834 ID/WY;835-838 ID;840-847 UT;850-863 AZ;864-864 AZ/NV;865-865 AZ/NM/UT;870-884 NM;' +
  '885-885 TX;889-898 NV;900-961 CA;967-967 HI/AS;968-968 HI;969-969 GU/MP;970-978 OR;979-979 OR/ID;980-993 WA;' +
  '994-994 WA/ID;995-999 AK'
)
  .split(';')
  .map((one) => ({ from: one.slice(0, 3), to: one.slice(4, 7), states: one.slice(8) }))
