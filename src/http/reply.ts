import type { HeaderLine, Reply } from '../ports/http.js'

/** The reply as web standards have it. */
export function toResponse({ status, headers, body }: Reply): Response {
  const answered = new Headers()
  for (const [name, value] of headers) answered.append(name, value)
  return new Response(body, { status, headers: answered })
}

/** What a host answered by itself. */
export function fromResponse({ status, headers, body }: Response): Reply {
  return { status, headers: linesOf(headers), body }
}

/** Throws TypeError for what no header can hold. */
export function linesOf(headers: HeadersInit | undefined): HeaderLine[] {
  return headers === undefined ? [] : [...new Headers(headers)]
}

/** The reply with these lines in place of those of their names. Cookies are added. */
export function withLines(reply: Reply, lines: readonly HeaderLine[]): Reply {
  const kept = reply.headers.filter((line) => isCookie(line) || !lines.some(([name]) => name === line[0]))
  return { ...reply, headers: [...kept, ...lines] }
}

/** The value of a header that comes once at most. */
export function valueOf({ headers }: Reply, name: string): string | null {
  return headers.find((line) => line[0] === name)?.[1] ?? null
}

export function cookiesOf({ headers }: Reply): string[] {
  return headers.filter(isCookie).map(([, cookie]) => cookie)
}

function isCookie([name]: HeaderLine): boolean {
  return name === 'set-cookie'
}
