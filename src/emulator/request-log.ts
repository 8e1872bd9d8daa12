import type { Asked } from './wire.js'

export type Endpoint =
  | 'authorize'
  | 'token'
  | 'tokeninfo'
  | 'profile'
  | 'codepair'
  | 'code-page'
  | 'consents'
  | 'sdk'
  | 'unknown'

/** One request that the emulator was asked, and how it answered. */
export interface LogEntry {
  readonly at: Date
  readonly endpoint: Endpoint
  readonly method: string
  readonly path: string
  /** Query and body together, secrets and tokens included: tests look at them. */
  readonly parameters: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly region: string
  /** `null` where the connection was dropped. */
  readonly status: number | null
  /** `error` of the answer or of the redirect, when there was one. */
  readonly error: string | null
  /** Kind of the fault that was played. */
  readonly fault: string | null
}

export interface RequestLog {
  readonly entries: readonly LogEntry[]
  /** Those for one endpoint, oldest first. */
  of(endpoint: Endpoint): readonly LogEntry[]
  clear(): void
}

export interface RecordingLog extends RequestLog {
  record(entry: LogEntry): void
}

// Everything else may hold a code, a token, a secret or a person's data.
const printable = ['client_id', 'grant_type', 'response_type', 'scope', 'code_challenge_method']
const keptEntries = 10_000

export function createRequestLog(print: (line: string) => void): RecordingLog {
  let entries: LogEntry[] = []
  return {
    get entries() {
      return entries
    },
    of: (endpoint) => entries.filter((entry) => entry.endpoint === endpoint),
    clear: () => {
      entries = []
    },
    record: (entry) => {
      entries.push(entry)
      if (entries.length > keptEntries) entries.shift()
      print(renderLine(entry))
    },
  }
}

function renderLine(entry: LogEntry): string {
  const parameters = printable.flatMap((name) => {
    const value = entry.parameters[name]
    return value === undefined ? [] : [`${name}=${encodeURIComponent(value.slice(0, 200))}`]
  })
  const outcome = [entry.status ?? 'dropped', entry.error ?? '', entry.fault ? `fault:${entry.fault}` : '']
  return [entry.method, entry.path, ...outcome, ...parameters].filter((part) => part !== '').join(' ')
}

/** Query and body as one record; a JSON body counts too, what cannot be read does not. */
export function readParameters(asked: Asked): Record<string, string> {
  const fromQuery = Object.fromEntries(asked.url.searchParams)
  if (!isJson(asked)) return { ...fromQuery, ...Object.fromEntries(new URLSearchParams(asked.body)) }
  return { ...fromQuery, ...readJsonTexts(asked.body) }
}

export function isJson(asked: Asked): boolean {
  return /^application\/json\b/i.test(asked.headers.get('content-type') ?? '')
}

function readJsonTexts(body: string): Record<string, string> {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, String(item)]))
  } catch {
    return {}
  }
}
