const NUMBER = '(?:number|no\\.?|#|num)'
/** What a label of a form or mail announces, and how it is written; the first that fits counts. */
const LABELS = {
  btn: `(?:main )?bill(?:ing)?(?: tele?phone| phone)? (?:${NUMBER}|tn)|btn|bill to(?:ld)? number`,
  pin: `(?:(?:port(?:ing)?[- ]?out|transfer|account|wireless|security|number transfer) )?(?:pin|passcode|password|security code)s?(?: ?(?:${NUMBER}|code))?(?: ?/ ?(?:pin|passcode|password))?`,
  account: `(?:(?:current|losing|existing|carrier|wireless|customer|vendor) )?(?:accounts?|accts?\\.?|a/c)(?: ?${NUMBER}s?)?`,
  signer: `(?:name of )?(?:authorized|authorised|authorizing|auth\\.?)(?: (?:person|signer|contact|party|user|name|representative|signatory|agent))*(?: ?name)?|(?:loa )?sign(?:er|atory|ed by)|print(?:ed)? name`,
  customer: `(?:end[- ]?user|customer|company|business|subscriber|organization|legal)(?: ?/ ?(?:company|business|customer))?(?: name)?(?: on (?:the )?(?:account|bill|csr))?|(?:account|billing) name|name on (?:the )?(?:account|bill|csr|last bill)`,
  person: `(?:full )?name|(?:first and last|residential) name`,
  /** A number or an address that is somebody's and does not port. */
  other: `(?:billing|mailing|bill to|shipping) address|(?:contact|callback|call back|cell|mobile|direct|office|fax|tel|ph|work|desk|site contact|emergency)(?: (?:phone|${NUMBER}|line|tel))?|(?:temp(?:orary)?|forward(?:ing|s)?|ring[- ]?to|receiving|destination|replacement|alternate)(?: ?/ ?(?:temp(?:orary)?|forward(?:ing)?))?(?: (?:to|phone|${NUMBER}|line|tn|did))*|e-?mail|web(?:site)?|contact(?: name| person)?|[mctpfdo]`,
  /** A telephone number that ports if no other does, and else is somebody's. */
  phone: `(?:main |toll[- ]?free )?(?:tele)?phone(?: ?${NUMBER})?|main(?: ?${NUMBER}| line)`,
  address: `(?:service|street|site|physical|location|installation|install|e?911|end[- ]?user)? ?addr(?:ess|\\.)?(?: of service| on (?:the )?(?:account|bill|csr))?|service location|location`,
  street: `(?:service )?(?:street(?: name| address)?|address (?:line )?1)`,
  unit: `(?:suite|unit|apt\\.?|floor|address (?:line )?2)(?: ?(?:${NUMBER}|/ ?(?:unit|suite|floor|apt)))*`,
  cityStateZip: `city,? ?(?:/ ?)?st(?:ate)?,? ?(?:and |/ ?)?(?:zip|postal)(?: code)?`,
  city: `(?:service )?city`,
  state: `(?:service )?(?:state|province)`,
  zip: `(?:service )?(?:zip|postal)(?: ?code)?`,
  carrier: `(?:(?:losing|current|existing|old|present|donor|from) )+(?:carrier|provider|service provider|telco|phone company|company|vendor|lec)(?: name)?|carrier|(?:service )?provider|from carrier|lsp|old sp`,
  day: `(?:(?:requested|desired|wanted|preferred|target|planned|proposed|customer requested) )?(?:port(?:ing)?|foc|due|transfer|cut[- ]?over|conversion|activation|go[- ]?live)(?: ?date)?(?: ?\\(?foc\\)?)?|(?:requested|desired|preferred|wanted|target) (?:date|day)|foc`,
  numbers: `(?:tele?phone |phone )?(?:${NUMBER}s?|numbers|tns?|wtns?|dids?|lines?)(?: (?:to (?:be )?)?(?:port(?:ed|ing)?|transfer(?:red)?|move))?(?: (?:list|range)s?)?|(?:port(?:ing|ed)?|transfer) (?:numbers?|tns?|phone numbers?)|(?:phone|tele?phone) numbers?`,
}

export type Labeled = keyof typeof LABELS

const PATTERNS = Object.entries(LABELS).map(
  ([label, pattern]) => [label as Labeled, new RegExp(`^(?:${pattern})$`, 'i')] as const,
)
const LABELED =
  /^[\s•·*\d.)(-]{0,6}([\p{L}][\p{L} /&.,'#()-]{0,45}?)\s*(?:[:=]|\s[-–]\s|\t)\s*(.*)$/u

/** `Account #: 123` → account, `123`; null for a line without a label that is known. */
export function labelOf(line: string): { readonly label: Labeled; readonly value: string } | null {
  const [, name = '', value = ''] = LABELED.exec(line) ?? []
  const words = name
    .replace(/\((?!foc)[^)]*\)/gi, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^the |^our /i, '')
    .trim()
  if (words === '') return null
  const found = PATTERNS.find(([, pattern]) => pattern.test(words))
  return found === undefined ? null : { label: found[0], value: value.trim() }
}
