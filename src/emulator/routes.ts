import { answerAuthorize } from './authorize.js'
import { answerCodePage } from './code-page.js'
import { answerCodePair } from './code-pair.js'
import { answerConsents } from './consents-page.js'
import { answerControl, type Controls, controlPrefix } from './control.js'
import { answerCustomer } from './customers-page.js'
import type { Emulation } from './emulation.js'
import type { Fault } from './fault.js'
import { answerHome } from './home-page.js'
import { renderPage, stylesheet } from './layout.js'
import { type Answer, answerInstead, isDropped, spoilAnswer, waitAsTold } from './play-fault.js'
import { type Endpoint, type LogEntry, readParameters } from './request-log.js'
import { answerProfile, answerTokeninfo } from './resource.js'
import { answerPopup, answerPopupScript, answerSdk, withSharing } from './sdk.js'
import { answerToken } from './token.js'
import { type Asked, type Reply, replyWithJson, replyWithPage } from './wire.js'

type Handler = (emulation: Emulation, asked: Asked) => Reply

interface Route {
  readonly endpoint: Endpoint
  readonly answer: Handler
}

/** Amazon's paths. Written with `o2` and `O2` in life, so compared without case. */
const amazonRoutes: Readonly<Record<string, Route>> = {
  '/ap/oa': { endpoint: 'authorize', answer: answerAuthorize },
  '/auth/o2/token': { endpoint: 'token', answer: answerToken },
  '/auth/o2/tokeninfo': { endpoint: 'tokeninfo', answer: answerTokeninfo },
  '/user/profile': { endpoint: 'profile', answer: answerProfile },
  '/auth/o2/create/codepair': { endpoint: 'codepair', answer: answerCodePair },
  '/code': { endpoint: 'code-page', answer: answerCodePage },
  '/us/code': { endpoint: 'code-page', answer: answerCodePage },
  '/sdk/na/login1.js': { endpoint: 'sdk', answer: answerSdk },
  '/sdk/login1.js': { endpoint: 'sdk', answer: answerSdk },
  '/sdk/popup': { endpoint: 'sdk', answer: answerPopup },
  '/sdk/popup.js': { endpoint: 'sdk', answer: answerPopupScript },
  '/ap/adam': { endpoint: 'consents', answer: answerConsents },
}

const notFound: Route = {
  endpoint: 'unknown',
  answer: () =>
    replyWithPage(renderPage({ title: 'Not found', children: 'The emulator has nothing here.' }), 404),
}

export interface Service {
  readonly emulation: Emulation
  readonly controls: Controls
}

/** Answers any request: the emulator's own pages, the control API, or one of Amazon's endpoints. */
export async function answerRequest(service: Service, asked: Asked): Promise<Answer> {
  return answerOwnPage(service, asked) ?? answerAsAmazon(service, asked)
}

function answerOwnPage({ emulation, controls }: Service, asked: Asked): Reply | null {
  const { pathname } = asked.url
  if (isForeignForm(asked)) return replyWithJson({ problem: 'A form of another site.' }, 400)
  if (pathname === '/__emulator/style.css') {
    return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, body: stylesheet }
  }
  if (pathname.startsWith(controlPrefix)) return answerControl(emulation, asked, controls)
  if (pathname === '/') return answerHome(emulation, asked, controls)
  if (pathname.startsWith('/customers/')) return answerCustomer(emulation, asked)
  return null
}

const withoutForms = ['/auth/o2/token', '/auth/o2/create/codepair']

// A page of another site must neither consent for the person in front of the browser nor drive the emulator.
function isForeignForm(asked: Asked): boolean {
  const site = asked.headers.get('sec-fetch-site')
  if (asked.method === 'GET' || (site !== 'cross-site' && site !== 'same-site')) return false
  return !withoutForms.includes(asked.url.pathname.toLowerCase())
}

async function answerAsAmazon({ emulation }: Service, asked: Asked): Promise<Answer> {
  const path = asked.url.pathname.toLowerCase()
  const route = (Object.hasOwn(amazonRoutes, path) && amazonRoutes[path]) || notFound
  const fault = emulation.faults.take(route.endpoint)
  if (fault) await waitAsTold(fault, emulation.faults)
  const answer = answerWithFault(emulation, { asked, route, fault })
  emulation.log.record(renderEntry(emulation, { asked, route, fault, answer }))
  return answer
}

interface Turn {
  readonly asked: Asked
  readonly route: Route
  readonly fault: Fault | null
}

function answerWithFault(emulation: Emulation, { asked, route, fault }: Turn): Answer {
  const instead = fault && answerInstead(fault, route.endpoint, emulation.state.readings)
  if (instead) return instead
  const reply = withSharing(emulation, asked, route.answer(emulation, asked))
  return fault ? spoilAnswer(fault, reply) : reply
}

const loggedHeaders = ['authorization', 'x-amz-access-token', 'content-type', 'accept', 'user-agent', 'host']

function renderEntry(
  emulation: Emulation,
  { asked, route, fault, answer }: Turn & { answer: Answer },
): LogEntry {
  const headers = loggedHeaders.flatMap((name) => {
    const value = asked.headers.get(name)
    return value === null ? [] : [[name, value] as const]
  })
  return {
    at: emulation.clock(),
    endpoint: route.endpoint,
    method: asked.method,
    path: asked.url.pathname,
    parameters: readParameters(asked),
    headers: Object.fromEntries(headers),
    region: asked.region,
    status: isDropped(answer) ? null : answer.status,
    error: isDropped(answer) ? null : findError(answer),
    fault: fault?.kind ?? null,
  }
}

function findError(reply: Reply): string | null {
  const { location } = reply.headers
  if (location !== undefined) return /[?&#]error=([^&#]+)/.exec(location)?.[1] ?? null
  if (reply.status < 400) return null
  return /"error":"([^"]+)"/.exec(reply.body)?.[1] ?? null
}
