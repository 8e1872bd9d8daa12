import type { ServerResponse } from 'node:http'
import type { Reply } from '../ports/http.js'

/** Writes a reply, adding to the cookies that the application has already set. */
export async function writeReply(res: ServerResponse, { status, headers, body }: Reply): Promise<void> {
  // The host's session function may have answered by itself.
  if (res.headersSent || res.writableEnded) return
  res.statusCode = status
  for (const [name, value] of headers) {
    if (name === 'set-cookie') res.appendHeader(name, value)
    else res.setHeader(name, value)
  }
  if (body === null) res.end()
  else res.end(typeof body === 'string' ? body : await bytesOf(body))
}

/** The body of a reply as a whole: a page of ours, or a short answer of the host's. */
export async function bytesOf(body: NonNullable<Reply['body']>): Promise<Buffer> {
  return Buffer.from(await new Response(body).arrayBuffer())
}
