import { Refusal } from '../porting/refusal.ts'

const SERVICES: Readonly<Record<string, string>> = {
  gdrive: 'Google Drive',
  onedrive: 'OneDrive',
  sharepoint: 'SharePoint',
  dropbox: 'Dropbox',
  box: 'Box',
}

export function storedElsewhere(name: string, service: string): Refusal {
  return new Refusal(
    'file-elsewhere',
    `${name} is a link: the file is in ${SERVICES[service] ?? 'another service'}, not in Slack.`,
    'Download it and drop the file itself.',
  )
}

export function fileDeleted(name: string, how: 'deleted' | 'hidden'): Refusal {
  return how === 'deleted'
    ? new Refusal(
        'file-gone',
        `${name} isn’t in Slack anymore: someone deleted it, or I’m no longer in that channel.`,
        'Drop it again.',
      )
    : new Refusal(
        'file-hidden',
        `Slack hides ${name} because of this workspace’s plan.`,
        'Drop it again.',
      )
}

/** @param lacksScope the token may read no file at all. */
export function mayNotRead(name: string, lacksScope = false): Refusal {
  return lacksScope
    ? new Refusal(
        'file-scope-missing',
        `I can’t read ${name}: the app lacks the files:read scope.`,
        'Ask an admin to add it and reinstall the app.',
      )
    : new Refusal(
        'file-not-shown',
        `Slack doesn’t show me ${name}. It may have been shared where I’m not.`,
        'Drop it again in a channel I’m in, or send it to me in a DM.',
      )
}

export function onlyAPage(name: string): Refusal {
  return new Refusal(
    'file-only-a-page',
    `Slack sent its sign-in page in place of ${name}.`,
    'Drop it again in a minute. If that fails, have an admin run `/portin doctor`.',
  )
}

export function notSent(name: string): Refusal {
  return new Refusal('file-not-sent', `Slack didn’t send ${name}.`, 'Try again in a minute.')
}

export function tooLarge(name: string): Refusal {
  return new Refusal(
    'file-too-large',
    `${name} is larger than 4 MB.`,
    'The limit is 3 MB. Scan in black and white, or at a lower resolution.',
  )
}

/** @param what with its article. */
export function noDocument(name: string, what: 'an email' | 'a canvas'): Refusal {
  return new Refusal(
    what === 'an email' ? 'file-is-mail' : 'file-is-canvas',
    `${name} is ${what}. Bandwidth doesn’t accept those as documents.`,
    'Open it, print it or save it as PDF, and drop that.',
  )
}
