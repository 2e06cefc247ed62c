/** What the bot token must be allowed to do, and what does not work without. The manifest asks for the same. */
export const SCOPES: Readonly<Record<string, string>> = {
  'channels:history': 'I can’t see files and numbers dropped in a channel',
  'channels:read': 'I can’t tell whether a channel is shared with outsiders',
  'chat:write': 'I can’t post',
  commands: '/portin doesn’t work',
  'files:read': 'I can’t read LOAs dropped in a thread',
  'files:write': 'I can’t post results as a file',
  'groups:history': 'I can’t see files and numbers dropped in a private channel',
  'groups:read': 'I can’t tell whether a private channel is shared with outsiders',
  'im:history': 'I can’t read direct messages',
  'im:read': 'I can’t tell a direct message from a channel',
  'im:write': 'I can’t DM people',
  'usergroups:read': 'roles by user group don’t work',
  'users:read': 'I can’t tell who is a guest, so no one has access',
}
