import { renderSignInPage } from './authorize-pages.js'
import { settleCodePair } from './code-pair.js'
import { putNewCustomer } from './customers-page.js'
import type { Emulation } from './emulation.js'
import { describeCustomer, renderPage } from './layout.js'
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

const path = '/code'

/** `/code`: where the customer types the code that a TV shows. */
export function answerCodePage(emulation: Emulation, asked: Asked): Reply {
  if (asked.method !== 'GET' && asked.method !== 'POST') return replyMethodNotAllowed('GET, POST')
  const customer = findSignedIn(emulation, asked)
  if (asked.method === 'POST') return takeStep(emulation, asked, customer)
  if (customer) return replyWithPage(renderCodePage(customer, ''))
  const customers = [...emulation.state.customers.values()]
  return replyWithPage(renderSignInPage({ action: path, customers, purpose: 'link a device' }))
}

function takeStep(emulation: Emulation, asked: Asked, signedIn: Customer | null): Reply {
  const form = parseForm(asked)
  const step = form.get('step')
  if (step === 'sign-out') return redirectTo(path, endSession(emulation, asked))
  if (step === 'sign-up') return redirectTo(path, startSession(emulation, putNewCustomer(emulation, form)))
  const chosen = step === 'sign-in' ? emulation.state.customers.get(form.get('customer') ?? '') : undefined
  if (chosen) return redirectTo(path, startSession(emulation, chosen))
  if (!signedIn) return redirectTo(path)
  return settle(emulation, { form, customer: signedIn })
}

function settle(
  emulation: Emulation,
  { form, customer }: { form: URLSearchParams; customer: Customer },
): Reply {
  const decision = form.get('decision') === 'allow' ? 'allow' : 'deny'
  const userCode = form.get('user_code') ?? ''
  if (settleCodePair(emulation, { userCode, customerId: customer.id, decision }) === 'unknown') {
    return replyWithPage(renderCodePage(customer, 'No device waits for this code.'), 400)
  }
  const outcome = decision === 'allow' ? 'Success: your device is linked.' : 'Your device was not linked.'
  return replyWithPage(renderPage({ title: 'Link a device', children: <p role="status">{outcome}</p> }))
}

function renderCodePage(customer: Customer, problem: string): string {
  return renderPage({
    title: 'Link a device',
    children: (
      <>
        <p>You are signed in as {describeCustomer(customer)}.</p>
        {problem ? <p role="alert">{problem}</p> : null}
        <form method="post" action={path}>
          <input type="hidden" name="step" value="code" />
          <p>
            <label for="user-code">Code shown by your device</label>
            <input id="user-code" name="user_code" autocomplete="off" autocapitalize="characters" required />
          </p>
          <button name="decision" value="allow">
            Allow
          </button>
          <button name="decision" value="deny" formnovalidate>
            Cancel
          </button>
        </form>
        <form method="post" action={path}>
          <button name="step" value="sign-out">
            Sign in as somebody else
          </button>
        </form>
      </>
    ),
  })
}
