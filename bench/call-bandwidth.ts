/** A call as another user of the account makes it, past the bot. @throws what was answered when it is refused. */
export async function callBandwidth(
  env: Readonly<Record<string, string>>,
  method: string,
  path: string,
  body?: string,
): Promise<string> {
  const user = `${env['BANDWIDTH_USERNAME'] ?? ''}:${env['BANDWIDTH_PASSWORD'] ?? ''}`
  const response = await fetch(
    `${env['BANDWIDTH_API_URL'] ?? ''}/accounts/${env['BANDWIDTH_ACCOUNT_ID'] ?? ''}${path}`,
    {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(user).toString('base64')}`,
        'content-type': 'application/xml',
      },
      ...(body !== undefined && { body }),
    },
  )
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return text
}
