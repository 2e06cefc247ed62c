/** What the bot token must be allowed to do, and what does not work without. The manifest asks for the same. */
export const SCOPES: Readonly<Record<string, string>> = {
  'channels:history': 'files and numbers that are dropped in a channel are not seen',
  'channels:read': 'I cannot tell whether a channel is shared with outsiders',
  'chat:write': 'I can say nothing',
  commands: '/portin does not work',
  'files:read': 'letters dropped in a thread cannot be read',
  'files:write': 'results cannot be posted as a file',
  'groups:history': 'files and numbers that are dropped in a private channel are not seen',
  'groups:read': 'I cannot tell whether a private channel is shared with outsiders',
  'im:history': 'what is said to me directly is not seen',
  'im:read': 'I cannot tell a direct message from a channel',
  'im:write': 'I cannot write to one person',
  'usergroups:read': 'roles by user group do not work',
  'users:read': 'I cannot tell who is a guest, so nobody is let in',
}
