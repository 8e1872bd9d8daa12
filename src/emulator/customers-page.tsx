import { randomUUID } from 'node:crypto'
import type { Emulation } from './emulation.js'
import { CustomerFields, renderPage } from './layout.js'
import { parseCustomer } from './registration.js'
import type { Customer } from './state.js'
import {
  type Asked,
  parseForm,
  type Reply,
  redirectTo,
  replyMethodNotAllowed,
  replyWithPage,
} from './wire.js'

/** `/customers/<id>`: a customer changes name, email or postal code at Amazon. */
export function answerCustomer(emulation: Emulation, asked: Asked): Reply {
  const id = decodeURIComponent(asked.url.pathname.slice('/customers/'.length))
  const customer = emulation.state.customers.get(id)
  if (!customer) return replyWithPage(renderPage({ title: 'No such customer', children: <p>{id}</p> }), 404)
  if (asked.method === 'GET') return replyWithPage(renderCustomerPage(customer, readBack(asked)))
  if (asked.method !== 'POST') return replyMethodNotAllowed('GET, POST')
  putCustomer(emulation, id, parseForm(asked))
  return redirectTo(readBack(asked))
}

function renderCustomerPage(customer: Customer, back: string): string {
  return renderPage({
    title: `Change ${customer.name ?? customer.id}`,
    children: (
      <form
        method="post"
        action={`/customers/${encodeURIComponent(customer.id)}?back=${encodeURIComponent(back)}`}
      >
        <CustomerFields prefix="customer" customer={customer} />
        <button>Save</button>
      </form>
    ),
  })
}

function readBack(asked: Asked): string {
  const back = asked.url.searchParams.get('back') ?? '/'
  return /^\/(ap\/|code|$)/.test(back) ? back : '/'
}

/** A customer out of a form's `name`, `email` and `postal_code`; what is left empty Amazon does not have. */
function putCustomer(emulation: Emulation, id: string, form: URLSearchParams): Customer {
  const read = (field: string) => form.get(field)?.trim() || null
  const customer = parseCustomer({
    id,
    name: read('name'),
    email: read('email'),
    postalCode: read('postal_code'),
  })
  emulation.state.customers.set(id, customer)
  return customer
}

export function putNewCustomer(emulation: Emulation, form: URLSearchParams): Customer {
  return putCustomer(emulation, randomUUID(), form)
}
