import { renderSignInPage } from './authorize-pages.js'
import { putNewCustomer } from './customers-page.js'
import type { Emulation } from './emulation.js'
import { withdrawConsent } from './grants.js'
import { describeCustomer, itemsOf, renderPage } from './layout.js'
import { endSession, findSignedIn, startSession } from './sessions.js'
import type { Customer } from './state.js'
import {
  type Asked,
  parseForm,
  type Reply,
  redirectTo,
  replyMethodNotAllowed,
  replyWithPage,
} from './wire.js'

const path = '/ap/adam'

/** `/ap/adam`: what a customer shares with whom, and the button that ends it. */
export function answerConsents(emulation: Emulation, asked: Asked): Reply {
  if (asked.method !== 'GET' && asked.method !== 'POST') return replyMethodNotAllowed('GET, POST')
  const customer = findSignedIn(emulation, asked)
  if (asked.method === 'POST') return redirectTo(path, takeStep(emulation, asked, customer))
  if (customer) return replyWithPage(renderConsents(emulation, customer))
  const customers = [...emulation.state.customers.values()]
  return replyWithPage(renderSignInPage({ action: path, customers, purpose: 'see what you share' }))
}

/** Does what the form says; gives the headers of the answer. */
function takeStep(emulation: Emulation, asked: Asked, signedIn: Customer | null): Record<string, string> {
  const form = parseForm(asked)
  const step = form.get('step')
  if (step === 'sign-out') return endSession(emulation, asked)
  if (step === 'sign-up') return startSession(emulation, putNewCustomer(emulation, form))
  if (step === 'withdraw' && signedIn) withdrawConsent(emulation, signedIn.id, form.get('client') ?? '')
  const customer = step === 'sign-in' ? emulation.state.customers.get(form.get('customer') ?? '') : undefined
  return customer ? startSession(emulation, customer) : {}
}

function renderConsents(emulation: Emulation, customer: Customer): string {
  const consents = [...emulation.state.consents.values()].filter(
    ({ customerId }) => customerId === customer.id,
  )
  return renderPage({
    title: 'Sites and apps you share with',
    children: (
      <>
        <p>You are signed in as {describeCustomer(customer)}.</p>
        {consents.length === 0 ? <p>You share nothing with anybody.</p> : null}
        {consents.map(({ clientId, granted, givenAtMs }) => {
          const name = emulation.state.clients.get(clientId)?.name ?? clientId
          return (
            <section>
              <h2>{name}</h2>
              <p>
                Since <time>{new Date(givenAtMs).toISOString()}</time>:{' '}
                {granted.flatMap((scope) => itemsOf(scope, customer)).join(', ')}
              </p>
              <form method="post" action={path}>
                <input type="hidden" name="client" value={clientId} />
                <button name="step" value="withdraw">
                  Remove {name}
                </button>
              </form>
            </section>
          )
        })}
        <form method="post" action={path}>
          <button name="step" value="sign-out">
            Sign in as somebody else
          </button>
        </form>
      </>
    ),
  })
}
