import {
  havePasswordsEnded,
  MAKE_A_CREDENTIAL,
  PASSWORDS_END_SHOWN,
} from '../porting/passwords-end.ts'
import type { Desk } from './desk.ts'
import { bad, doubtful, good, type Finding } from './finding.ts'

/** When the credentials expire, and whose name notes bear. */
export function examineCredentials({ settings, clock }: Desk): Finding {
  const subject = 'Credentials'
  const { kind, noteUser, isNoteUserSet } = settings.login
  switch (kind) {
    case 'password':
      return havePasswordsEnded(clock())
        ? bad(subject, `Bandwidth ended names and passwords on ${PASSWORDS_END_SHOWN}.`, TODO)
        : doubtful(subject, `Bandwidth ends names and passwords on ${PASSWORDS_END_SHOWN}.`, TODO)
    case 'client':
      return good(
        subject,
        isNoteUserSet
          ? `OAuth2. Notes to Bandwidth are signed ${noteUser} (BANDWIDTH_NOTE_USER).`
          : `OAuth2. Notes to Bandwidth are signed with the client ID, ${noteUser}. Set BANDWIDTH_NOTE_USER if Bandwidth refuses it (12501).`,
      )
  }
}

const TODO = MAKE_A_CREDENTIAL
