/** Bandwidth's own client, as far as the bench asks it. */
declare module '@bandwidth/numbers' {
  export class Client {
    constructor(accountId: string, userName: string, password: string)
    parseXml(xml: string, callback: (error: Error | null, read?: unknown) => void): void
  }
}
