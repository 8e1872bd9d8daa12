import type { Door } from './door.js'
import { toResponse } from './reply.js'

/** What a step came to, for an application that answers by itself. */
export interface Answer {
  readonly status: number
  /** To be passed on to the browser: its cookies above all. */
  readonly headers: Headers
  /** As `docs/http.md` has it; null where your `sessions.start` answered with a Response that is no JSON. */
  readonly body: ({ readonly outcome: string } & Readonly<Record<string, unknown>>) | null
}

/** The same steps as the door's, as plain results. */
export function createHeadless(door: Door): (request: Request, native?: unknown) => Promise<Answer> {
  return async (request, native) => {
    const asked = new Request(request)
    asked.headers.set('accept', 'application/json')
    const { status, headers, text } = await read(toResponse(await door(asked, { request: asked, native })))
    return { status, headers, body: parseOutcome(text) }
  }
}

async function read(response: Response): Promise<{ status: number; headers: Headers; text: string }> {
  const { status, headers } = response
  return { status, headers, text: await response.text() }
}

function parseOutcome(text: string): Answer['body'] {
  try {
    const body: unknown = JSON.parse(text)
    return isOutcome(body) ? body : null
  } catch {
    return null
  }
}

function isOutcome(body: unknown): body is NonNullable<Answer['body']> {
  return typeof body === 'object' && body !== null && 'outcome' in body && typeof body.outcome === 'string'
}
