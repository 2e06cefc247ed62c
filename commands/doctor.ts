import { examine } from '../src/slack/doctor.ts'
import { doctorAnswer } from '../src/slack/messages/doctor.ts'
import type { Command } from '../src/slack/handlers.ts'

/** `/portin doctor` checks everything the bot needs to work, and says how to correct what is wrong. */
export const doctor: Command = {
  name: 'doctor',
  takes: 'no-number',
  usage: 'doctor [all]',
  summary: 'check my connections and settings',
  example: 'doctor',
  group: 'admin',
  needs: 'admin',
  onlyReads: true,

  async run({ desk, workspace, reply, text }) {
    const all = text.trim().toLowerCase() === 'all'
    await reply(doctorAnswer(await examine(desk, workspace), { all }))
  },
}
