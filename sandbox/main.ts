import { readArguments } from './arguments.ts'
import { createPracticeClock } from './clock.ts'
import { readyLine, startPractice } from './practice.ts'
import { startOrSayWhy } from './start-or-say-why.ts'

// A bot that joins from outside goes by real time, so this clock cannot be turned.
const options = readArguments(process.argv.slice(2))
const practice = await startOrSayWhy(options, () =>
  startPractice({ ...options, clock: createPracticeClock({ wall: true }) }),
)
if (options.json) console.log(readyLine(practice))
else {
  console.log(`practice Slack      ${practice.slack.url}`)
  console.log(`practice Bandwidth  ${practice.bandwidth.url}`)
  console.log('\nStart the bot against them with these settings:\n')
  for (const [name, value] of Object.entries(practice.env)) console.log(`${name}=${value}`)
}
process.on('SIGINT', () => void practice.close().then(() => process.exit(0)))
process.on('SIGTERM', () => void practice.close().then(() => process.exit(0)))
