import { createSparekey, type Sparekey, type SparekeyEvent, type SparekeyOptions } from '../../src/index.js'
import { memoryLinks } from '../../src/testing.js'
import { canaries } from '../support/canaries.js'

export const clientId = 'amzn1.application-oa2-client.shop'

/** Sparekey without a site around it, for configurations that a running shop cannot have: https, regions, neighbours. */
export interface Instance {
  readonly sparekey: Sparekey
  /** What it asked Amazon, in order. */
  readonly asked: Request[]
  readonly events: SparekeyEvent[]
  /** Accounts that were signed in. */
  readonly signedIn: string[]
}

export function anInstance(changes: Partial<SparekeyOptions> = {}): Instance {
  const asked: Request[] = []
  const events: SparekeyEvent[] = []
  const signedIn: string[] = []
  const sparekey = createSparekey({
    baseUrl: 'https://shop.example',
    secret: canaries.secret,
    amazon: { clientId, clientSecret: canaries.clientSecret },
    host: anEmptyHost(),
    links: memoryLinks(),
    sessions: { current: async () => null, start: async ({ id }) => void signedIn.push(id) },
    onEvent: (event) => events.push(event),
    fetch: async (input, init) => {
      const request = new Request(input, init)
      asked.push(request)
      return answerAsAmazon(request)
    },
    ...changes,
  })
  return { sparekey, asked, events, signedIn }
}

/** A host without accounts: whoever comes gets a new one. */
function anEmptyHost(): SparekeyOptions['host'] {
  const accounts = new Map<string, { id: string; email: string | null; emailProven: false }>()
  return {
    findAccount: async (id) => accounts.get(id) ?? null,
    findAccountsByEmail: async () => [],
    verifyPassword: async () => 'wrong',
    createAccount: async ({ email }) => {
      const account = { id: String(accounts.size + 1), email, emailProven: false } as const
      accounts.set(account.id, account)
      return { account }
    },
    waysToSignIn: async () => [],
    endAccess: async () => {},
  }
}

function answerAsAmazon({ url }: Request): Response {
  if (url.endsWith('/auth/o2/token')) {
    return Response.json({ access_token: 'Atza|instance', token_type: 'bearer', expires_in: 3600 })
  }
  return Response.json({ user_id: 'amzn1.account.VERA', name: 'Vera', email: 'vera@ex.test' })
}

/** What `GET /start` gave a browser: where it goes, and what it remembers. */
export interface Started {
  readonly location: URL
  readonly state: string
  readonly cookieName: string
  readonly cookieValue: string
}

export async function start({ sparekey }: Instance): Promise<Started> {
  const response = await sparekey.handler(new Request(`http://inside${sparekey.basePath}/start`))
  const location = new URL(response.headers.get('location') ?? '')
  const [, cookieName = '', cookieValue = ''] =
    /^([^=]+)=([^;]*)/.exec(response.headers.getSetCookie()[0] ?? '') ?? []
  return { location, state: location.searchParams.get('state') ?? '', cookieName, cookieValue }
}

/** Sends a browser with this cookie to the callback. The answer's `location` tells how it went. */
export async function finish(
  { sparekey }: Instance,
  { state, cookieName, cookieValue }: Pick<Started, 'state' | 'cookieName' | 'cookieValue'>,
  query = '',
): Promise<string> {
  const url = `http://inside${sparekey.basePath}/callback?code=ANcode&state=${state}${query}`
  const headers = { cookie: `${cookieName}=${cookieValue}` }
  return (await sparekey.handler(new Request(url, { headers }))).headers.get('location') ?? ''
}
