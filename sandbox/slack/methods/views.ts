import { EVERYBODY } from '../people.ts'
import { ApiError } from '../api-error.ts'
import type { View } from '../views.ts'
import type { Workspace } from '../workspace.ts'
import type { MethodFamily } from './method.ts'

export const VIEWS: MethodFamily = {
  'views.open'(args, workspace) {
    const userId = workspace.triggers.spend(args.need('trigger_id'))
    return shown(workspace, workspace.views.open(userId, args.json('view')))
  },

  'views.push'(args, workspace) {
    const userId = workspace.triggers.spend(args.need('trigger_id'))
    return shown(workspace, workspace.views.push(userId, args.json('view')))
  },

  'views.update'(args, workspace) {
    const [id, externalId, hash] = ['view_id', 'external_id', 'hash'].map(args.text)
    if (id !== undefined && externalId !== undefined)
      throw new ApiError('invalid_arguments', ['Cannot provide both `view_id` and `external_id`'])
    const which = {
      ...(id === undefined ? { externalId: args.need('external_id') } : { id }),
      ...(hash === undefined ? {} : { hash }),
    }
    return shown(workspace, workspace.views.update(which, args.json('view')))
  },

  'views.publish'(args, workspace) {
    if (!workspace.homeTab) throw new ApiError('not_enabled')
    const userId = args.need('user_id')
    if (!EVERYBODY.some((each) => each.id === userId)) throw new ApiError('user_not_found')
    return shown(workspace, workspace.views.publish(userId, args.json('view'), args.text('hash')))
  },
}

function shown({ views }: Workspace, view: View) {
  return { view: views.object(view) }
}
