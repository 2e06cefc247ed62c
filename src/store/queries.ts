/** The first row of a query, as what it stores. */
export async function first<Row, Thing>(
  query: { readonly executeTakeFirst: () => Promise<Row | undefined> },
  read: (row: Row) => Thing,
): Promise<Thing | undefined> {
  const row = await query.executeTakeFirst()
  return row && read(row)
}

/** All rows of a query, each as what it stores. */
export async function list<Row, Thing>(
  query: { readonly execute: () => Promise<readonly Row[]> },
  read: (row: Row) => Thing,
): Promise<readonly Thing[]> {
  const rows = await query.execute()
  return rows.map((row) => read(row))
}
