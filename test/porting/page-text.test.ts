import { expect, it } from 'vitest'
import { pageText } from '../../src/porting/page-text.ts'
import { readSources } from '../../src/porting/read-numbers.ts'
import { sourceOfFile } from '../../src/porting/source-of-file.ts'

function read(name: string, text: string) {
  return readSources([sourceOfFile({ name, bytes: Buffer.from(text) })])
}

it('a page is read as who sees it reads it', () => {
  const html =
    '<!DOCTYPE html><html><head><style>p{x:9195559999}</style><script>if (a<b) "9195559998"</script></head>' +
    '<body><h1>To&nbsp;port</h1><p>919&#45;555-0100<br>0101 &amp; more < 9</p><!-- 9195559997 --></body></html>'
  expect(pageText(html).seen).toBe('To port\n919-555-0100\n0101 & more < 9\n')
})

it('the table of a page is a table, whatever the file is called', () => {
  const page =
    '<html><body><table><tr><th>TN</th><th>Contact Phone</th></tr>\n' +
    '<tr><td><p>9195550100</p></td><td>9845550100</td></tr>' +
    '<tr><td>9195550101<br>9195550102</td><td>"x</td></tr></table></body></html>'
  const { numbers, accounts } = read('export.xls', page)
  expect(numbers).toEqual(['9195550100', '9195550101', '9195550102'])
  expect(accounts[0]?.leftAside).toEqual([{ what: '“Contact Phone”', numbers: 1 }])
})

it('what a page crosses out is not taken, and is shown', () => {
  const { numbers, accounts } = read(
    'a.html',
    '<html><p>Port <s>919-555-0100</s> <span style="text-decoration: line-through"><span>919-555-0101</span> and 919-555-0102</span> 919-555-0103</p></html>',
  )
  expect(numbers).toEqual(['9195550103'])
  expect(accounts[0]?.notReadCount).toBe(3)
})

it.each([
  'style="display: none"',
  "style='color:red;DISPLAY:NONE'",
  'style="visibility:hidden"',
  'style="visibility:collapse"',
  'style="mso-hide:all"',
  'hidden',
  'hidden=""',
])('rows that a page hides are not taken, and are named: %s', (hides) => {
  const { numbers, accounts } = read(
    'filtered.html',
    `<html><table><tr><th>TN</th><th>Site</th></tr>\n<tr ${hides}><td>919-555-0101</td><td><table><tr><td>A</td></tr></table><br></td></tr>` +
      '<tr class="hidden-xs"><td>919-555-0100</td><td>B</td></tr><tr><td>919-555-0102</td></tr></table></html>',
  )
  expect(numbers).toEqual(['9195550100', '9195550102'])
  expect(accounts.flatMap(({ leftAside }) => leftAside)).toEqual([
    { what: 'hidden rows', numbers: 1 },
  ])
})

it.each([
  '<style>.gone { color: red; display: none }</style>',
  '<style><!--\ntd{x:y}\ntr.gone, .never\n{mso-hide:all}\n--></style>',
  '<style>.other{color:red} #row-2{visibility:hidden}</style>',
])('rows that the styles of a page hide by their class or id are named, too: %s', (styles) => {
  const { numbers, accounts } = read(
    'filtered.html',
    `<html><head>${styles}</head><table><tr><th>TN</th></tr><tr class="other"><td>919-555-0100</td></tr>` +
      '<tr class="odd gone" id=row-2><td>919-555-0101</td></tr></table></html>',
  )
  expect(numbers).toEqual(['9195550100'])
  expect(accounts.flatMap(({ leftAside }) => leftAside)).toEqual([
    { what: 'hidden rows', numbers: 1 },
  ])
})

it('cells that go over several rows or columns move none of the others', () => {
  const { seen } = pageText(
    '<table><tr><th>Site</th><th>TN</th><th>Name</th></tr>' +
      '<tr><td rowspan="2">Raleigh</td><td>1</td><td rowspan=3>Al</td></tr><tr><td>2</td></tr>' +
      '<tr><td colspan=2>none</td></tr><tr><td>Durham</td><td>3</td><td>Bo</td></tr></table>',
  )
  expect(seen).toBe('Site\tTN\tName\nRaleigh\t1\tAl\n\t2\nnone\nDurham\t3\tBo\n')
  const wide = '<tr><td rowspan=9999 colspan=9999>a</td><td>b</td></tr>'
  expect(pageText(`<table>${wide.repeat(5_000)}</table>`).seen.length).toBeLessThan(2_000_000)
})

it('a script that never ends hides nothing, and a million of them take no time', () => {
  expect(pageText('<p>1</p><script>919-555-0100').seen).toContain('919-555-0100')
  const many = 300_000
  expect(pageText(`<html>${'<script></script>'.repeat(many)}<p>end</p>`).seen).toContain('end')
})

it.each([
  ['{\\rtf1\\ansi 919-555-0100}', /an RTF text/],
  ['Received: from x\r\nMessage-ID: <1@x>\r\nSubject: y\r\n\r\n919-555-0100', /a saved email/],
])('what is written in signs is named as left out: %j', (text, why) => {
  const { leftOut, numbers } = read('file', text)
  expect([numbers, leftOut[0]?.why]).toEqual([[], expect.stringMatching(why)])
})

it('an Outlook message is named as a mail, not as an old workbook', () => {
  const bytes = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(512),
    Buffer.from('__substg1.0_0037001F', 'utf16le'),
  ])
  expect(JSON.stringify(sourceOfFile({ name: 'mail.msg', bytes }))).toContain('email')
})
