import { isObject, listOf } from '../json.ts'
import { no, type Rule } from './rules.ts'

function unique(name: 'block_id' | 'action_id'): Rule {
  return (items, at) => {
    const ids = listOf(items).map((item) => (isObject(item) ? item[name] : undefined))
    return ids.flatMap((id, index) =>
      typeof id === 'string' && ids.indexOf(id) < index
        ? no(`\`${name}\` "${id}" already exists`, `${at}/${index}/${name}`)
        : [],
    )
  }
}

/** Inside one block; another block may use the same again. */
export const uniqueActions = unique('action_id')

export const uniqueBlocks = unique('block_id')
