import { MAKE_A_CREDENTIAL, PASSWORDS_END_SHOWN } from '../../porting/passwords-end.ts'
import { message, section, type Message } from '../blocks.ts'
import { lines, mrkdwn } from '../mrkdwn.ts'

/** To an admin, while the settings have a name and a password. */
export function passwordsEnd(): Message {
  const words = lines(
    mrkdwn`*Bandwidth ends names and passwords on ${PASSWORDS_END_SHOWN}.* I log in with BANDWIDTH_USERNAME, so I can’t reach Bandwidth from that day on.`,
    MAKE_A_CREDENTIAL,
  )
  return message(words, [section(words)])
}
