/** Codes of Level 3's own, `LNP` left out, from the code that Bandwidth publishes for the first of them. */
const RUNS: readonly (readonly [first: number, names: string])[] = [
  [6429, '001J 001W 002J 002W 003J 003W 004J 004W 005J 005W 006J 006W 007J 007W 008J 008W'],
  [6445, '009J 009W 0101J 010W 011J 011W 012J 012W 013J 013W 014J 014W 015J 015W 016J 016W'],
  [6461, '017J 017W 101J 101S 101W 102J 102S 102W 103J 103S 103W 104J 104S 104W 105J 105S'],
  [6477, '105W 106J 106S 107J 107S 107W 108J 108W 109J 109W 110J 110W 112J 112W 113J 113W'],
  [6493, '114J 114W 115J 116J 116W 117J 117W 119J 119W 123J 124J 125J 126J 127J 129J 130J'],
  [6509, '132J 133J 134J 135J 140J 141J 142J 150J 151J 154J 156J 187W 997W 998J 999J'],
  [6536, '019W 0206 0207 0212 0220 0222 0226 0250 0251 0252 0413 0418 1000W 1001W 111W 121J'],
  [6552, '122J 122W 123W 128J 131J 137J 138J 143J 144J 145J 146J 147J 147W 148J 149J 152J'],
  [6568, '153J 155J 159W 188W 189W 190W 196W 197W 994W 995W 997J 999W'],
]

/** Codes of other carriers, from the code that Bandwidth publishes for the first of them. */
const CARRIERS: readonly (readonly [first: number, names: string])[] = [
  [7400, 'E428 E17B E1 6K 8G 6R E6C 6M 6C E27 E6A E25 1N 1E 8E E6E E6D 6G 6J E6B 7B E6F 8F 7A E8'],
  [7425, '6P 6D 6A E23 E10 1C E40 E34 E33 E24 E42PWB 7C E6G 6L 1M 104 6B 1B 8B 6H E14'],
  [7470, 'E42O E18'],
  [7473, 'E10A'],
  [7484, 'E1111 E9999'],
]

const PUBLISHED: ReadonlyMap<string, string> = new Map([
  ...numbered(RUNS).map(([name, code]) => [`LNP${name}`, code] as const),
  ...numbered(CARRIERS),
])

function numbered(runs: typeof RUNS): readonly (readonly [name: string, code: string])[] {
  return runs.flatMap(([first, names]) =>
    names.split(' ').map((name, index) => [name, String(first + index)] as const),
  )
}

/** The code that a carrier's own text begins with, as Bandwidth publishes it; null where it has none. */
export function codeInWords(words: string): string | null {
  const [, name = ''] = /^(?:7999\s*:\s*)?\(?([a-z]*\d+[a-z]*)\b/i.exec(words) ?? []
  const code = name.toUpperCase()
  return PUBLISHED.get(code) ?? (/^[67]\d{3}$/.test(code) ? code : null)
}
