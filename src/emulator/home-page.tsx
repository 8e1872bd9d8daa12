import { putNewCustomer } from './customers-page.js'
import type { Emulation } from './emulation.js'
import { CustomerFields, describeCustomer, renderPage } from './layout.js'
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
export function answerHome(emulation: Emulation, asked: Asked): Reply {
  if (asked.method === 'GET') return replyWithPage(renderHome(emulation, ''))
  if (asked.method !== 'POST') return replyMethodNotAllowed('GET, POST')
  try {
    takeStep(emulation, parseForm(asked))
    return redirectTo('/')
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'That did not work.'
    return replyWithPage(renderHome(emulation, problem), 400)
  }
}

function takeStep(emulation: Emulation, form: URLSearchParams): void {
  const step = form.get('step')
  if (step === 'add-customer') putNewCustomer(emulation, form)
  if (step === 'remove-customer') emulation.state.customers.delete(form.get('customer') ?? '')
  if (step === 'clear-faults') emulation.faults.clear()
  const client = step === 'redirect-uris' ? emulation.state.clients.get(form.get('client') ?? '') : undefined
  if (!client) return
  const redirectUris = (form.get('redirect_uris') ?? '').split(/\s+/).filter((uri) => uri !== '')
  emulation.state.clients.set(client.clientId, parseClient({ ...client, redirectUris }))
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
      </>
    ),
  })
}

function Clients({ emulation }: { emulation: Emulation }) {
  return (
    <section>
      <h2>Clients</h2>
      {[...emulation.state.clients.values()].map((client, index) => (
        <form method="post" action="/">
          <h3>
            {client.name} ({client.company})
          </h3>
          <dl>
            <dt>client_id</dt>
            <dd>
              <code>{client.clientId}</code>
            </dd>
            <dt>client_secret</dt>
            <dd>
              <code>{client.clientSecret}</code>
            </dd>
          </dl>
          <input type="hidden" name="client" value={client.clientId} />
          <p>
            <label for={`redirect-uris-${index}`}>Allowed redirect URIs of {client.name}, one per line</label>
            <textarea id={`redirect-uris-${index}`} name="redirect_uris" rows={3}>
              {client.redirectUris.join('\n')}
            </textarea>
          </p>
          <button name="step" value="redirect-uris">
            Save redirect URIs
          </button>
        </form>
      ))}
    </section>
  )
}

function Customers({ emulation }: { emulation: Emulation }) {
  return (
    <section>
      <h2>Customers</h2>
      <ul>
        {[...emulation.state.customers.values()].map((customer) => (
          <li>
            {describeCustomer(customer)}, postal code {customer.postalCode ?? 'none'}{' '}
            <a href={`/customers/${encodeURIComponent(customer.id)}`}>
              Change {customer.name ?? customer.id}
            </a>
            <form method="post" action="/">
              <input type="hidden" name="customer" value={customer.id} />
              <button name="step" value="remove-customer">
                Remove {customer.name ?? customer.id}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <h3>Add a customer</h3>
      <form method="post" action="/">
        <CustomerFields prefix="new" />
        <button name="step" value="add-customer">
          Add customer
        </button>
      </form>
    </section>
  )
}

function Faults({ emulation }: { emulation: Emulation }) {
  const faults = emulation.faults.list()
  return (
    <section>
      <h2>Faults</h2>
      {faults.length === 0 ? <p>None is waiting.</p> : null}
      <ul>
        {faults.map(({ endpoint, kind }) => (
          <li>
            {kind} at {endpoint}
          </li>
        ))}
      </ul>
      <form method="post" action="/">
        <button name="step" value="clear-faults">
          Clear faults
        </button>
      </form>
    </section>
  )
}
