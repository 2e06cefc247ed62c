import { ApiError } from '../api-error.ts'
import { APP_ID, BOT, BOT_ID, EVERYBODY, TEAM, userObject } from '../people.ts'
import type { MethodFamily } from './method.ts'

export const PEOPLE_METHODS: MethodFamily = {
  'auth.test': (_args, { url }) => ({
    url: `${url}/`,
    team: TEAM.name,
    user: BOT.handle,
    team_id: TEAM.id,
    user_id: BOT.id,
    bot_id: BOT_ID,
    app_id: APP_ID,
    is_enterprise_install: false,
  }),

  'users.info'(args, { clock, accounts }) {
    const id = args.need('user')
    const person = EVERYBODY.find((each) => each.id === id)
    if (!person) throw new ApiError('user_not_found')
    const now = clock.now()
    return {
      user: userObject(person, now, {
        isOff: accounts.isOff(id),
        status: accounts.statusOf(id, now),
        grid: accounts.gridOf(id),
      }),
    }
  },

  'usergroups.list': (args, { userGroups }) => ({
    usergroups: userGroups.map(({ id, handle, name, users }) => ({
      id,
      team_id: TEAM.id,
      is_usergroup: true,
      handle,
      name,
      date_delete: 0,
      user_count: users.length,
      ...(args.flag('include_users') ? { users } : {}),
    })),
  }),

  'usergroups.users.list'(args, { userGroups }) {
    const id = args.need('usergroup')
    const group = userGroups.find((each) => each.id === id)
    if (!group) throw new ApiError('no_such_subteam')
    return { users: group.users }
  },
}
