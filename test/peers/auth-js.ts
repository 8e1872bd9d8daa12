import { Auth, type AuthConfig } from '@auth/core'
import type { OAuthConfig } from '@auth/core/providers'
import Resend from '@auth/core/providers/resend'
import type { Emulator } from '../../src/emulator.js'
import { serveFetch, startSite } from '../emulator/foreign-clients/site.js'
import { shop } from '../emulator/shop.js'
import { memoryAdapterOfAuthJs } from './auth-js-adapter.js'
import { errorIn, PeerBrowser, readJson } from './browser.js'
import type { PeerSite, PeerVisitor } from './peer.js'

export interface AuthJsSettings {
  readonly allowDangerousEmailAccountLinking?: boolean
}

/** The newest address that was mailed to somebody. */
type Mails = Map<string, string>

interface AmazonProfile {
  readonly user_id: string
  readonly name: string
  readonly email: string
}

/** Amazon as a provider of one's own, sign-in by mail, and sessions in a database. */
export async function startAuthJs(
  emulator: Emulator,
  settings: AuthJsSettings,
): Promise<{ site: PeerSite; close: () => void }> {
  const mails: Mails = new Map()
  const config = configure(emulator, settings, mails)
  const { origin, close } = await startSite(emulator, '/auth/callback/amazon', (at) =>
    serveFetch(at, (request) => Auth(request, config)),
  )
  return { site: { trojan: 'accomplice', visit: () => visit(emulator, origin, mails) }, close }
}

function configure(emulator: Emulator, settings: AuthJsSettings, mails: Mails): AuthConfig {
  const amazon: OAuthConfig<AmazonProfile> = {
    id: 'amazon',
    name: 'Amazon',
    type: 'oauth',
    authorization: { url: emulator.endpoints.authorize, params: { scope: 'profile' } },
    token: emulator.endpoints.token,
    userinfo: emulator.endpoints.profile,
    checks: ['pkce', 'state'],
    clientId: shop.clientId,
    clientSecret: shop.clientSecret,
    profile: ({ user_id, name, email }) => ({ id: user_id, name, email }),
    ...settings,
  }
  const mail = Resend({
    apiKey: 'none',
    from: 'shop@example.com',
    sendVerificationRequest: ({ identifier, url }) => void mails.set(identifier, url),
  })
  return {
    providers: [amazon, mail],
    adapter: memoryAdapterOfAuthJs(),
    session: { strategy: 'database' },
    secret: 'a secret of this test',
    trustHost: true,
    logger: { error: () => {}, warn: () => {} },
    callbacks: { session: ({ session, user }) => ({ ...session, id: user.id }) },
  }
}

function visit(emulator: Emulator, origin: string, mails: Mails): PeerVisitor {
  const browser = new PeerBrowser(origin)
  const start = async (provider: string, fields: Record<string, string>): Promise<Response> => {
    const { csrfToken } = await readJson(await browser.get('/auth/csrf'))
    return browser.postForm(`/auth/signin/${provider}`, { csrfToken: String(csrfToken), ...fields })
  }
  const comeFromAmazon = async (customer: string): Promise<string | null> => {
    const asked = (await start('amazon', {})).headers.get('location') ?? ''
    return errorIn(await browser.get(await emulator.authorize(asked, { customer })))
  }
  const comeByMail = async (email: string): Promise<void> => {
    await start('resend', { email })
    await browser.get(mails.get(email) ?? '')
  }
  // It keeps no passwords: an address that nobody has proven gets in by an Amazon account that shows it.
  const comeAsImpostor = async (): Promise<void> => void (await comeFromAmazon('impostor'))
  return {
    register: comeAsImpostor,
    signIn: comeAsImpostor,
    registerAndProve: comeByMail,
    comeFromAmazon,
    link: async (customer) => void (await comeFromAmazon(customer)),
    recover: comeByMail,
    askForAddress: async () => {},
    takeAddress: async () => {},
    account: async () => {
      const { id } = await readJson(await browser.get('/auth/session'))
      return typeof id === 'string' ? id : null
    },
  }
}
