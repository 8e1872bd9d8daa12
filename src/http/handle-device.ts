import { parseFinishCode } from '../flows/finish-elsewhere.js'
import { finishFromElsewhere, pollDevice, startDevice } from '../flows/link-device.js'
import type { Reply } from '../ports/http.js'
import type { Exchange } from './exchange.js'
import { respondJson, respondPage } from './respond.js'
import { respondOutcome } from './respond-outcome.js'
import { respondRefusal, respondRefused } from './respond-problem.js'
import { parseReturnTo } from './return-to.js'
import { openDevice, sealDevice } from './seal-device.js'
import { routeUrl } from './site.js'
import { findTicket } from './ticket-cookies.js'

/** `GET /device`: the short address where somebody goes on for a device that waits. */
export async function handleDevicePage(exchange: Exchange): Promise<Reply> {
  const { site, url } = exchange
  const state = url.searchParams.has('done') ? 'done' : 'ask'
  const code = parseFinishCode(url.searchParams.get('code') ?? '') ?? ''
  return respondPage(exchange, 'device', { state, action: routeUrl(site, '/start'), code })
}

/** `POST /device`: codes for a device that has no SDK of Amazon's. */
export async function handleDevice(exchange: Exchange): Promise<Reply> {
  const started = await startDevice(exchange.wiring, exchange.clientAddress())
  if (started.kind === 'refused') return respondRefused(exchange, started)
  const { device, verificationUri, expiresInSeconds } = started
  return respondJson({
    outcome: 'device-code',
    device_code: await sealDevice(exchange.site.keys, device),
    user_code: device.userCode,
    verification_uri: verificationUri,
    expires_in: expiresInSeconds,
    interval: device.intervalSeconds,
  })
}

/** `POST /device/poll`: is the customer done at Amazon (`device_code`), or in another browser (the ticket)? */
export async function handleDevicePoll(exchange: Exchange): Promise<Reply> {
  const { wiring, site, body, visitor } = exchange
  const session = await exchange.session()
  const sealed = body.get('device_code')
  if (sealed === undefined || body.has('ticket')) return pollTicket(exchange)
  const device = await openDevice(site.keys, sealed)
  if (device === null) return respondRefusal(exchange, 'malformed-request')
  const returnTo = parseReturnTo(site, body.get('return_to') ?? null)
  const origin = { intent: 'sign-in', returnTo, startedBy: null, heldBy: exchange.channel } as const
  const clientAddress = exchange.clientAddress()
  const outcome = await pollDevice(wiring, { device, origin, visitor, session, clientAddress })
  if (outcome.kind !== 'pending') return respondOutcome(exchange, outcome, { ticket: null })
  const pending = { interval: outcome.intervalSeconds, slow_down: outcome.pace === 'slow-down' }
  return respondJson({ outcome: 'pending', ...pending }, { status: 202 })
}

async function pollTicket(exchange: Exchange): Promise<Reply> {
  const { wiring, visitor } = exchange
  const ticket = await findTicket(exchange)
  if ('reason' in ticket) return respondRefusal(exchange, ticket.reason)
  const session = await exchange.session()
  const outcome = await finishFromElsewhere(wiring, ticket, { visitor, session })
  return respondOutcome(exchange, outcome, { ticket })
}
