import type { Emulation } from './emulation.js'
import { CustomerFields, describeCustomer } from './layout.js'

export function Clients({ emulation }: { emulation: Emulation }) {
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

export function Customers({ emulation }: { emulation: Emulation }) {
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
