import type { Exchange } from './exchange.js'

/**
 * Tells the operator when a browser that comes from a page of this very site knows the site by another address: there its
 * cookies stay behind while Amazon sends it to the configured one. Believed for this line in a log, and for nothing else.
 */
export function noticeAddress({ request, site, wiring }: Exchange): void {
  if (request.headers.get('sec-fetch-site') !== 'same-origin') return
  const seen = originOf(request.headers.get('origin') ?? request.headers.get('referer'))
  if (seen === null || seen === site.origin) return
  const message =
    `Browsers know this site as ${seen}, and baseUrl says ${site.origin}: set baseUrl to the address that customers ` +
    'use, or redirect them to it. Until then their sign-ins are lost on the way back from Amazon.'
  wiring.emit({ type: 'misconfigured', at: wiring.clock(), message })
}

function originOf(address: string | null): string | null {
  try {
    const { origin } = new URL(address ?? '')
    return origin === 'null' ? null : origin
  } catch {
    return null
  }
}
