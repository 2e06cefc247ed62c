import type { IncomingMessage } from 'node:http'
import { ApiError } from './api-error.ts'
import { isObject, parseJson, textOf, type JsonObject } from './json.ts'
import { readMultipart } from './multipart.ts'

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
}

/** The fields of a form-encoded, JSON or multipart request, and of its query. */
export async function readFields(request: IncomingMessage): Promise<JsonObject> {
  const query = new URL(request.url ?? '/', 'http://practice').searchParams
  const fields: JsonObject = Object.fromEntries(query)
  const type = request.headers['content-type'] ?? ''
  const body = await readBody(request)
  if (type.startsWith('application/json')) {
    const json = parseJson(body.toString())
    return { ...fields, ...(isObject(json) ? json : {}) }
  }
  if (type.startsWith('multipart/form-data')) {
    for (const { name, filename, bytes } of readMultipart(body, type))
      fields[name] = filename === undefined ? bytes.toString() : bytes
    return fields
  }
  return { ...fields, ...Object.fromEntries(new URLSearchParams(body.toString())) }
}

/** The fields of a JSON body, whatever its content type says, and of the query; undefined if it is none. */
export async function readJsonFields(request: IncomingMessage): Promise<JsonObject | undefined> {
  const query = new URL(request.url ?? '/', 'http://practice').searchParams
  const body = (await readBody(request)).toString()
  const json = body === '' ? {} : parseJson(body)
  return isObject(json) ? { ...Object.fromEntries(query), ...json } : undefined
}

export type Arguments = ReturnType<typeof createArguments>

/** A method's arguments: objects may come as JSON strings, numbers and booleans as text. */
export function createArguments(fields: JsonObject) {
  const text = (name: string): string | undefined => {
    const value = fields[name]
    return typeof value === 'number' ? String(value) : textOf(value)
  }
  const json = (name: string): unknown => {
    const value = fields[name]
    return typeof value === 'string' ? parseJson(value) : value
  }
  return {
    has: (name: string) => fields[name] !== undefined,
    raw: (name: string) => fields[name],
    text,
    json,
    flag: (name: string) => fields[name] === true || ['true', '1'].includes(text(name) ?? ''),
    need(name: string): string {
      const value = text(name)
      if (value === undefined || value === '')
        throw new ApiError('invalid_arguments', [`[ERROR] missing required field: ${name}`])
      return value
    },
    object(name: string): JsonObject | undefined {
      const value = json(name)
      return isObject(value) ? value : undefined
    },
  }
}
