import { relative, resolve } from 'node:path'
import { circlesIn } from './house/circles.ts'
import { functionsIn } from './house/functions.ts'
import { kindQuestionsIn } from './house/kind-questions.ts'
import { linesBySubject } from './house/subjects.ts'
import { readHouse } from './house/read-house.ts'
import { median, percentile, show } from './statistics.ts'

/** What the code that people run looks like: `node bench/house.ts [another checkout of it] [--places] [--subjects]`. */
const LONGEST_FUNCTION = 120

const words = process.argv.slice(2)
const root = resolve(words.find((word) => !word.startsWith('--')) ?? '.')
const house = readHouse(root)
const named = (file: string): string => relative(root, file)
const lines = house.files.map(({ text }) => text.trimEnd().split('\n'))
const lengths = lines.map(({ length }) => length)
const longest = house.files[lengths.indexOf(Math.max(...lengths))]
const questions = kindQuestionsIn(house)
const circles = circlesIn(house.files)

console.log(
  [
    `files                      ${house.files.length}`,
    `lines                      ${lengths.reduce((sum, length) => sum + length, 0)}`,
    `characters a line, median  ${show(median(lines.flat().map(({ length }) => length)))}`,
    `lines a file, 95th         ${show(percentile(lengths, 95))}`,
    `longest file               ${Math.max(...lengths)} ${named(longest?.fileName ?? '')}`,
    `functions over ${LONGEST_FUNCTION} lines`,
    ...functionsIn(house.files)
      .filter((found) => found.lines > LONGEST_FUNCTION)
      .map((found) => `  ${found.lines} ${found.name} ${named(found.file)}`),
    `import circles             ${circles.length}`,
    ...circles.map((circle) => `  ${circle.map(named).join(' → ')}`),
    `asks which kind it is      ${questions.length}`,
    ...['compares', 'bulkNumber', 'looks up'].map((how) => {
      const asked = questions.filter((question) => question.how === how)
      const outside = asked.filter(({ file }) => !/\bbulk/.test(named(file)))
      return `  ${how.padEnd(24)} ${asked.length}, ${outside.length} of them outside what is about bulk orders alone`
    }),
    ...(words.includes('--places')
      ? questions.map(({ how, file, line, text }) => `  ${how} ${named(file)}:${line} ${text}`)
      : []),
    ...(words.includes('--subjects') ? ['lines by subject', ...subjects()] : []),
  ].join('\n'),
)

function subjects(): readonly string[] {
  const files = house.files.map(({ fileName }, at) => ({
    name: named(fileName),
    lines: lengths[at] ?? 0,
  }))
  return [...linesBySubject(files)].map(
    ([subject, sum]) => `  ${subject.padEnd(46)} ${sum.lines} in ${sum.files} files`,
  )
}
