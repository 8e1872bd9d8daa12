import type { AuthorizationRequest, PageProblem } from './authorization-request.js'
import { CustomerFields, describeCustomer, itemsOf, renderPage } from './layout.js'
import type { Customer, Scope } from './state.js'

/** Where a page's form posts to: the very address that was asked, so that its query comes along. */
export interface SignInPage {
  readonly action: string
  readonly customers: readonly Customer[]
  /** What the customer is about to do, such as "continue to Example Shop". */
  readonly purpose: string
}

export function renderSignInPage({ action, customers, purpose }: SignInPage): string {
  return renderPage({
    title: 'Sign in',
    children: (
      <>
        <p>Choose who you are at Amazon, to {purpose}.</p>
        <form method="post" action={action}>
          <input type="hidden" name="step" value="sign-in" />
          <ul class="choices">
            {customers.map((customer) => (
              <li>
                <button name="customer" value={customer.id}>
                  {describeCustomer(customer)}
                </button>
                <a href={`/customers/${encodeURIComponent(customer.id)}?back=${encodeURIComponent(action)}`}>
                  Edit {customer.name ?? customer.id}
                </a>
              </li>
            ))}
          </ul>
        </form>
        <h2>Somebody else</h2>
        <form method="post" action={action}>
          <input type="hidden" name="step" value="sign-up" />
          <CustomerFields prefix="new" />
          <button>Create and sign in</button>
        </form>
      </>
    ),
  })
}

export interface ConsentPage {
  readonly action: string
  readonly customer: Customer
  readonly request: AuthorizationRequest
}

export function renderConsentPage({ action, customer, request }: ConsentPage): string {
  const { client, scopes, voluntary } = request
  return renderPage({
    title: `${client.name} asks for your details`,
    children: (
      <>
        <p>
          You are signed in as {describeCustomer(customer)}. {client.name} ({client.company}) would like to
          know:
        </p>
        <form method="post" action={action}>
          <input type="hidden" name="step" value="consent" />
          <ul>
            {scopes.map((scope) => (
              <li>
                <ScopeItem scope={scope} customer={customer} voluntary={voluntary} />
              </li>
            ))}
          </ul>
          <p>
            <a href={client.privacyUrl}>Privacy notice of {client.name}</a>
          </p>
          <button name="decision" value="allow">
            Allow
          </button>
          <button name="decision" value="deny">
            Cancel
          </button>
        </form>
        <form method="post" action={action}>
          <button name="step" value="sign-out">
            Sign in as somebody else
          </button>
        </form>
      </>
    ),
  })
}

function ScopeItem({
  scope,
  customer,
  voluntary,
}: {
  scope: Scope
  customer: Customer
  voluntary: readonly Scope[]
}) {
  const items = itemsOf(scope, customer).join(', ')
  if (!voluntary.includes(scope)) return <>{items}</>
  const id = `share-${scope.replace(':', '-')}`
  return (
    <>
      <input type="checkbox" id={id} name="share" value={scope} checked />{' '}
      <label for={id} class="inline">
        {items} (you may leave this out)
      </label>
    </>
  )
}

const explanations: Readonly<Record<PageProblem, string>> = {
  'unknown-client': 'We’re sorry. There is no client with this client_id.',
  'unlisted-redirect': 'The redirect URI you provided has not been whitelisted for your application.',
  'repeated-parameter': 'client_id and redirect_uri must be given once each.',
  'invalid-scope': 'An unknown scope was requested.',
}

/** Amazon tells these to the person in front of the browser; a redirect would make it an open redirector. */
export function renderProblemPage(problem: PageProblem, query: URLSearchParams): string {
  const shown = ['redirect_uri', 'client_id', 'response_type', 'scope'].filter((name) => query.has(name))
  return renderPage({
    title: problem === 'unknown-client' ? 'Sorry, something went wrong' : '400 Bad Request',
    children: (
      <>
        <p role="alert">{explanations[problem]}</p>
        <dl>
          {shown.map((name) => (
            <>
              <dt>{name}</dt>
              <dd>{query.get(name)}</dd>
            </>
          ))}
        </dl>
        <p>
          Clients and their redirect URIs are listed on the <a href="/">emulator's own page</a>, where they
          can be changed.
        </p>
      </>
    ),
  })
}
