import type { TypedFile } from '../typed-file.ts'

/** The values of a form, as Slack reports them: by block id, then by action id. */
export type StateValues = Readonly<Record<string, Readonly<Record<string, StateValue>>>>

interface StateValue {
  readonly value?: string | null
  readonly selected_option?: { readonly value: string } | null
  readonly selected_options?: readonly { readonly value: string }[]
  readonly files?: readonly SlackFile[]
  readonly selected_user?: string | null
  readonly selected_date?: string | null
}

interface SlackFile {
  readonly id: string
  readonly name?: string | null
  readonly mimetype?: string
  readonly size?: number
  readonly url_private?: string
  readonly url_private_download?: string
}

/** A mistake, worded as what to do, and the field that it is shown under: the id of its block. */
export interface FieldProblem<Field extends string> {
  readonly field: Field
  readonly says: string
}

export type Read<T, Field extends string> =
  { readonly ok: T } | { readonly problems: readonly FieldProblem<Field>[] }

/** A menu cannot be emptied again, so "nothing" is one of its options; Slack allows no empty value. */
export const BLANK_OPTION = '-'

/** What was typed or chosen; `''` for nothing. */
export function textIn(values: StateValues, blockId: string): string {
  const entry = entryIn(values, blockId)
  const chosen = entry?.selected_option?.value ?? ''
  return entry?.value ?? (chosen === BLANK_OPTION ? '' : chosen)
}

export function isChecked(values: StateValues, blockId: string): boolean {
  return chosenIn(values, blockId).length > 0
}

/** Of several that may be chosen together. */
export function chosenIn(values: StateValues, blockId: string): readonly string[] {
  return (entryIn(values, blockId)?.selected_options ?? []).map(({ value }) => value)
}

/** Slack's id of who was picked. */
export function personIn(values: StateValues, blockId: string): string | null {
  return entryIn(values, blockId)?.selected_user ?? null
}

/** `2026-12-08` */
export function dayIn(values: StateValues, blockId: string): string | null {
  return entryIn(values, blockId)?.selected_date ?? null
}

export function filesIn(values: StateValues, blockId: string): readonly TypedFile[] {
  return (entryIn(values, blockId)?.files ?? []).map((file) => ({
    id: file.id,
    name: file.name ?? 'unnamed file',
    mimetype: file.mimetype ?? '',
    size: file.size ?? null,
    url: file.url_private_download ?? file.url_private ?? null,
  }))
}

/** For `response_action: errors`: all that is to be said of a field. */
export function errorsByBlock(problems: readonly FieldProblem<string>[]): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { field, says } of problems) {
    const earlier = errors[field]
    errors[field] = earlier === undefined ? says : `${earlier} ${says}`
  }
  return errors
}

function entryIn(values: StateValues, blockId: string): StateValue | undefined {
  return Object.values(values[blockId] ?? {})[0]
}
