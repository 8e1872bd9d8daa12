import type { Controls } from './control.js'
import { putNewCustomer } from './customers-page.js'
import type { Emulation } from './emulation.js'
import { assertFault } from './fault.js'
import { Clients, Customers } from './home-registries.js'
import { Faults, LatestRequests, ReadingChoices } from './home-switches.js'
import { renderPage } from './layout.js'
import { withReadings } from './readings.js'
import { endpointsAt } from './regions.js'
import { parseClient } from './registration.js'
import {
  type Asked,
  parseForm,
  type Reply,
  redirectTo,
  replyMethodNotAllowed,
  replyWithPage,
} from './wire.js'

/** `/`: explains the emulator, and changes customers and redirect URIs. */
export function answerHome(emulation: Emulation, asked: Asked, controls: Controls): Reply {
  if (asked.method === 'GET') return replyWithPage(renderHome(emulation, ''))
  if (asked.method !== 'POST') return replyMethodNotAllowed('GET, POST')
  try {
    takeStep(emulation, parseForm(asked), controls)
    return redirectTo('/')
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'That did not work.'
    return replyWithPage(renderHome(emulation, problem), 400)
  }
}

type Step = (emulation: Emulation, form: URLSearchParams) => void

const steps: Readonly<Record<string, Step>> = {
  'add-customer': (emulation, form) => {
    putNewCustomer(emulation, form)
  },
  'remove-customer': ({ state }, form) => {
    state.customers.delete(form.get('customer') ?? '')
  },
  'redirect-uris': ({ state }, form) => {
    const client = state.clients.get(form.get('client') ?? '')
    if (!client) return
    const redirectUris = (form.get('redirect_uris') ?? '').split(/\s+/).filter((uri) => uri !== '')
    state.clients.set(client.clientId, parseClient({ ...client, redirectUris }))
  },
  'add-fault': ({ faults }, form) => {
    const times = form.get('times') ? Number(form.get('times')) : null
    const fault = { endpoint: form.get('endpoint'), kind: form.get('kind'), times }
    assertFault(fault)
    faults.add(fault)
  },
  'clear-faults': ({ faults }) => faults.clear(),
  'set-readings': ({ state }, form) => {
    const { step: _step, ...readings } = Object.fromEntries(form)
    state.readings = withReadings(state.readings, readings)
  },
}

function takeStep(emulation: Emulation, form: URLSearchParams, controls: Controls): void {
  const step = form.get('step') ?? ''
  if (step === 'reset') controls.reset()
  if (Object.hasOwn(steps, step)) steps[step]?.(emulation, form)
}

function renderHome(emulation: Emulation, problem: string): string {
  return renderPage({
    title: 'Login with Amazon, emulated',
    children: (
      <>
        {problem ? <p role="alert">{problem}</p> : null}
        <p>Point your site at these addresses instead of Amazon's:</p>
        <dl>
          {Object.entries(endpointsAt(emulation.origin)).map(([name, address]) => (
            <>
              <dt>{name}</dt>
              <dd>
                <code>{address}</code>
              </dd>
            </>
          ))}
        </dl>
        <Clients emulation={emulation} />
        <Customers emulation={emulation} />
        <Faults emulation={emulation} />
        <ReadingChoices emulation={emulation} />
        <LatestRequests emulation={emulation} />
      </>
    ),
  })
}
