import type { Arguments } from '../arguments.ts'
import type { JsonObject } from '../json.ts'
import type { Workspace } from '../workspace.ts'

/** A Web API method: answers what stands beside ok: true, or throws an ApiError. */
type Method = (args: Arguments, workspace: Workspace) => JsonObject

export type MethodFamily = Record<string, Method>
