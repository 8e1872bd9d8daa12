import type { ServerResponse } from 'node:http'

/** Writes a Response, adding to the cookies that the application has already set. */
export async function writeResponse(res: ServerResponse, response: Response): Promise<void> {
  // The host's session function may have answered by itself.
  if (res.headersSent || res.writableEnded) return
  res.statusCode = response.status
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') res.setHeader(name, value)
  }
  for (const cookie of response.headers.getSetCookie()) res.appendHeader('set-cookie', cookie)
  if (response.body === null) {
    res.end()
    return
  }
  res.end(await bytesOf(response))
}

/** The body of a Response as a whole: a page of ours, or a short answer of the host's. */
export async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer())
}
