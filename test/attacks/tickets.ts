import { type Instance, start } from './instance.js'
import { base } from './oracles.js'

/** The ticket that an instance gives a browser whose registration is not complete. */
export async function ticketOf(
  instance: Instance,
): Promise<{ name: string; value: string; lines: string[] }> {
  const { state, cookieName, cookieValue } = await start(instance)
  const url = `http://inside${base}/callback?code=ANcode&state=${state}`
  const headers = { cookie: `${cookieName}=${cookieValue}` }
  const answer = await instance.sparekey.handler(new Request(url, { headers }))
  const lines = answer.headers.getSetCookie()
  const line = lines.find((one) => one.includes('ticket-')) ?? ''
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  return { name, value, lines }
}
