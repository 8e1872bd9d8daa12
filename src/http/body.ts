import type { RefusalReason } from '../linking/reasons.js'
import type { IncomingRequest } from '../ports/http.js'
import { isJson } from './exchange.js'

/** The posted values by name: one text each. */
export type PostedBody = ReadonlyMap<string, string>

export const emptyBody: PostedBody = new Map()

const maximumBytes = 64 * 1024
const bodyUsed =
  'The body of this request was read before Sparekey saw it: mount Sparekey before whatever reads it, or let that read ' +
  'request.clone().'

/** Reads a form or a flat JSON object, whatever the content; anything else is refused with its reason. */
export async function readBody(request: IncomingRequest): Promise<PostedBody | RefusalReason> {
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase()
  const isForm = type === 'application/x-www-form-urlencoded'
  if (!isForm && !isJson(request)) return 'unsupported-content-type'
  const text = await readText(request)
  if (text === null) return 'body-too-large'
  return isForm ? parseForm(text) : parseJson(text)
}

async function readText(request: IncomingRequest): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > maximumBytes) return null
  if (request.bodyUsed) throw new TypeError(bodyUsed)
  if (request.body === null) return ''
  const decoder = new TextDecoder()
  let text = ''
  let length = 0
  for await (const chunk of readChunks(request.body)) {
    length += chunk.byteLength
    if (length > maximumBytes) return null
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

async function* readChunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function parseForm(text: string): PostedBody | RefusalReason {
  return toBody([...new URLSearchParams(text)])
}

function parseJson(text: string): PostedBody | RefusalReason {
  const json = parseObject(text)
  if (json === null) return 'malformed-request'
  const entries: [string, string][] = []
  for (const [name, value] of Object.entries(json)) {
    if (value === null) continue
    if (!['string', 'number', 'boolean'].includes(typeof value)) return 'malformed-request'
    // A ticked box in JSON is what a form would have posted.
    entries.push([name, typeof value === 'boolean' ? (value ? 'on' : '') : String(value)])
  }
  return toBody(entries)
}

function parseObject(text: string): object | null {
  try {
    const json: unknown = JSON.parse(text === '' ? '{}' : text)
    return typeof json === 'object' && !Array.isArray(json) ? json : null
  } catch {
    return null
  }
}

/** One value for each name: of two, nobody knows which one another layer believes. */
function toBody(entries: readonly [string, string][]): PostedBody | RefusalReason {
  const body = new Map(entries)
  const hasNul = entries.some(([name, value]) => name.includes('\0') || value.includes('\0'))
  return body.size === entries.length && !hasNul ? body : 'malformed-request'
}
