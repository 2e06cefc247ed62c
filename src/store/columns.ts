import type { Selectable } from 'kysely'

/** A field is stored in the column of this name unchanged, as JSON, or as 1 and 0. */
type Column<Row, Value> =
  | Fitting<Row, Value>
  | {
      readonly json: Fitting<Row, null extends Value ? string | null : string>
      /** Where earlier releases have written something else. */
      readonly parse?: (text: string) => unknown
    }
  | ([Value] extends [boolean] ? { readonly flag: Fitting<Row, number> } : never)

type Fitting<Row, Value> = {
  [Name in keyof Row]: [Value] extends [Row[Name]] ? Name : never
}[keyof Row]

type NameOf<Where> = Where extends string
  ? Where
  : Where extends { readonly json: infer Name extends string }
    ? Name
    : Where extends { readonly flag: infer Name extends string }
      ? Name
      : never

/** The columns of some fields; those that are not named have none. */
type Written<Row, Columns, Part> = {
  -readonly [Field in keyof Part & keyof Columns as NameOf<Columns[Field]>]: Row[NameOf<
    Columns[Field]
  > &
    keyof Row]
}

/**
 * Maps each field of a type to its column, once for reading and writing. Only this module knows column
 * names that are older than the field names. Rows are trusted: they hold what was written.
 */
export function columnsOf<Table, Thing>() {
  type Row = Selectable<Table>
  return <const Columns extends { readonly [Field in keyof Thing]-?: Column<Row, Thing[Field]> }>(
    columns: Columns,
  ) => {
    const stored = Object.entries(columns).map(([field, column]) => codec(field, column as Where))
    return {
      read: (row: Pick<Row, NameOf<Columns[keyof Columns]> & keyof Row>): Thing => {
        const thing: Record<string, unknown> = {}
        for (const { field, name, read } of stored)
          thing[field] = read(row[name as keyof typeof row])
        return thing as Thing
      },
      write: <Part extends Partial<Thing>>(part: Part): Written<Row, Columns, Part> => {
        const row: Record<string, unknown> = {}
        for (const { field, name, write } of stored) {
          const value = part[field as keyof Part]
          if (value !== undefined) row[name] = write(value)
        }
        return row as Written<Row, Columns, Part>
      },
    }
  }
}

type Where =
  | string
  | { readonly json: string; readonly parse?: (text: string) => unknown }
  | { readonly flag: string }

function codec(field: string, where: Where) {
  const as = (value: unknown): unknown => value
  if (typeof where === 'string') return { field, name: where, read: as, write: as }
  if ('flag' in where) {
    return { field, name: where.flag, read: (value: unknown) => value === 1, write: Number }
  }
  const { json: name, parse = JSON.parse } = where
  const read = (value: unknown): unknown => (value === null ? null : parse(value as string))
  return { field, name, read, write: toJson }
}

function toJson(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}
