import type { Child } from 'hono/jsx'
import type { Customer, Scope } from './state.js'

/** A whole page of the emulator, its banner included. */
export function renderPage({ title, children }: { title: string; children: Child }): string {
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title} (emulator, not Amazon)</title>
        <link rel="stylesheet" href="/__emulator/style.css" />
      </head>
      <body>
        <header>
          <p class="banner">
            <strong>This is an emulator, not Amazon.</strong> It is for development and tests. Enter no real
            password here.
          </p>
        </header>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
        <footer>
          <p>
            <a href="/">Emulator</a> · <a href="/ap/adam">Consents</a> ·{' '}
            <a href="/code">Enter a device's code</a>
          </p>
        </footer>
      </body>
    </html>
  )
  if (page instanceof Promise) throw new TypeError('A page does not wait for anything.')
  return `<!doctype html>${page.toString()}`
}

/** Name, email and postal code as a form asks for them; `prefix` keeps ids apart on one page. */
export function CustomerFields({ prefix, customer }: { prefix: string; customer?: Customer }) {
  const fields = [
    { name: 'name', label: 'Name', value: customer?.name },
    { name: 'email', label: 'Email', value: customer?.email },
    { name: 'postal_code', label: 'Postal code', value: customer?.postalCode },
  ]
  return (
    <>
      {fields.map(({ name, label, value }) => (
        <p>
          <label for={`${prefix}-${name}`}>{label}</label>
          <input id={`${prefix}-${name}`} name={name} value={value ?? ''} autocomplete="off" />
        </p>
      ))}
    </>
  )
}

export function describeCustomer(customer: Customer): string {
  return `${customer.name ?? 'no name'} (${customer.email ?? 'no email'})`
}

/** The items that a scope shares, with this customer's values. */
export function itemsOf(scope: Scope, customer: Customer): string[] {
  if (scope === 'profile:user_id') return ['Your Amazon user id']
  if (scope === 'postal_code') return [`Postal code: ${customer.postalCode ?? 'none'}`]
  return [`Name: ${customer.name ?? 'none'}`, `Email: ${customer.email ?? 'none'}`]
}

export const stylesheet = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
html { background: #fff; color: #1a1a1a; } a { color: #1d4ed8; }
@media (prefers-color-scheme: dark) { html { background: #17171a; color: #ececec; } a { color: #a5c0ff; } }
body { margin: 0 auto; max-width: 40rem; padding: 0 1rem 3rem; }
.banner { margin: 0 -1rem 1rem; padding: .75rem 1rem; background: #5b2a86; color: #fff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1rem; }
ul.choices { list-style: none; padding: 0; }
label { display: block; font-weight: 600; } label.inline { display: inline; font-weight: 400; }
input:not([type=checkbox]), select, textarea { box-sizing: border-box; width: 100%; padding: .5rem; font: inherit; }
button { font: inherit; padding: .5rem 1rem; margin: .25rem .5rem .25rem 0; min-height: 2.75rem; cursor: pointer; }
ul.choices button { width: 100%; text-align: start; }
:focus-visible { outline: 3px solid #c2410c; outline-offset: 2px; }
dd, code { overflow-wrap: anywhere; }
`
