import type { Command } from '../src/slack/handlers.ts'
import { activate } from './activate.ts'
import { ask } from './ask.ts'
import { bulk } from './bulk.ts'
import { cancel } from './cancel.ts'
import { check } from './check.ts'
import { doctor } from './doctor.ts'
import { edit } from './edit.ts'
import { find } from './find.ts'
import { follow } from './follow.ts'
import { give } from './give.ts'
import { history } from './history.ts'
import { list } from './list.ts'
import { loa } from './loa.ts'
import { makeNew } from './new.ts'
import { note } from './note.ts'
import { status } from './status.ts'
import { submit } from './submit.ts'
import { stuck, today, waiting, week } from './work.ts'

/** The commands after `/portin`, in the order of the help, which is the only other one. */
export const commands: readonly Command[] = [
  check,
  makeNew,
  bulk,
  edit,
  loa,
  submit,
  activate,
  cancel,
  status,
  today,
  waiting,
  stuck,
  week,
  list,
  find,
  follow,
  give,
  note,
  ask,
  history,
  doctor,
]
