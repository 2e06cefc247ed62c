/** As much of the driver as is used here; it is loaded for `postgres://` only. */
declare module 'pg' {
  export interface ClientOptions {
    readonly connectionString: string
    readonly application_name?: string
    readonly connectionTimeoutMillis?: number
    readonly keepAlive?: boolean
    readonly keepAliveInitialDelayMillis?: number
    readonly types?: { readonly getTypeParser: (oid: number, format?: string) => unknown }
  }

  export interface Answer<Row> {
    readonly rows: Row[]
    readonly rowCount: number | null
    readonly command: string
  }

  export class Client {
    constructor(options: ClientOptions)
    /** The server process's id, as the server reported it at the start. */
    readonly processID: number | null
    connect(): Promise<unknown>
    end(): Promise<void>
    query<Row = unknown>(text: string, values?: readonly unknown[]): Promise<Answer<Row>>
    on(event: 'error' | 'end', listener: () => void): this
  }

  const pg: {
    readonly Client: typeof Client
    readonly types: {
      readonly getTypeParser: (oid: number, format?: string) => unknown
    }
  }
  export default pg
}
