import { expect, it } from 'vitest'
import {
  filesOfMessage,
  forwardedFiles,
  forwardedTexts,
} from '../../../src/slack/forms/slack-files.ts'

const FILE = { id: 'F1', name: 'list.csv', mimetype: 'text/csv', size: 9, url_private: 'https://x' }

it('a forwarded message is read with its text and its files, a preview of a link is not', () => {
  const said = {
    text: 'check these please',
    attachments: [
      { is_share: true, is_msg_unfurl: true, text: 'port 919-555-0100', files: [FILE] },
      { from_url: 'https://example.com', text: 'Call us: 800-555-0199' },
    ],
  }
  expect(forwardedTexts(said)).toEqual(['port 919-555-0100'])
  expect(forwardedFiles(said)).toMatchObject([{ id: 'F1', name: 'list.csv' }])
  expect(forwardedTexts({ text: 'x' })).toEqual([])
})

it('of a mail that was sent into Slack the text is known, of a file elsewhere the service', () => {
  const [mail, drive, own] = filesOfMessage({
    files: [
      { ...FILE, mode: 'email', mimetype: 'text/html', plain_text: 'please port 919-555-0100' },
      { ...FILE, mode: 'external', is_external: true, external_type: 'gdrive' },
      { ...FILE, mode: 'hosted' },
    ],
  })
  expect(mail).toMatchObject({ text: 'please port 919-555-0100' })
  expect(drive).toMatchObject({ storedAt: 'gdrive' })
  expect(own).not.toHaveProperty('text')
  expect(own).not.toHaveProperty('storedAt')
})
