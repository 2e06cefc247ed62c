export interface BulkReply {
  readonly count: number
  readonly xml: string
}

const CHILDREN = 500
const ERRORS = 20

type Lists = Readonly<Record<'Tn' | 'TN', (name: string, tns: readonly string[]) => string>>

const lists: Lists = { Tn: listOf('Tn'), TN: listOf('TN') }

/** Bandwidth's word on so many numbers that all can move, in their orders. */
export function splitReply(count: number): BulkReply {
  const numbers = numbersFrom(count)
  const children = Array.from(
    { length: CHILDREN },
    (_, part) => `<ChildPortinOrder>
<OrderId>10f48fec-9db0-4f68-8bcb-${String(part).padStart(12, '0')}</OrderId>
${lists.Tn('TnList', share(numbers, CHILDREN, part))}</ChildPortinOrder>
`,
  )
  return reply(
    count,
    'VALID_DRAFT_TNS',
    `<ChildPortinOrderList>\n${children.join('')}</ChildPortinOrderList>\n`,
  )
}

/** The same when every tenth cannot move, each with one of twenty reasons. */
export function refusedReply(count: number): BulkReply {
  const numbers = numbersFrom(count)
  const refused = numbers.filter((_, index) => index % 10 === 0)
  const portable = numbers.filter((_, index) => index % 10 !== 0)
  const errors = Array.from(
    { length: ERRORS },
    (_, part) => `<Error>
<Code>76${String(part).padStart(2, '0')}</Code>
<Description>TN list contains numbers that cannot be ported.</Description>
${lists.Tn('TnList', share(refused, ERRORS, part))}</Error>
`,
  )
  return reply(
    count,
    'INVALID_DRAFT_TNS',
    `${lists.TN('PortableTnList', portable)}<ErrorList>\n${errors.join('')}</ErrorList>\n`,
  )
}

function reply(count: number, status: string, inside: string): BulkReply {
  return {
    count,
    xml: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<TnListResponse>
<ProcessingStatus>${status}</ProcessingStatus>
<OrderId>33b58246-f27c-4b1d-896d-0acc03b3ad8a</OrderId>
${inside}</TnListResponse>
`,
  }
}

function numbersFrom(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => String(2_012_000_000 + index))
}

function share(numbers: readonly string[], parts: number, part: number): readonly string[] {
  return numbers.filter((_, index) => index % parts === part)
}

function listOf(element: string) {
  return (name: string, tns: readonly string[]): string =>
    `<${name}>\n${tns.map((tn) => `<${element}>${tn}</${element}>\n`).join('')}</${name}>\n`
}
