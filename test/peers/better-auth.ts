import { createHash } from 'node:crypto'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { memoryAdapter } from 'better-auth/adapters/memory'
import { toNodeHandler } from 'better-auth/node'
import { genericOAuth } from 'better-auth/plugins'
import type { Emulator } from '../../src/emulator.js'
import { startSite } from '../emulator/foreign-clients/site.js'
import { shop } from '../emulator/shop.js'
import { errorIn, PeerBrowser, readJson } from './browser.js'
import type { PeerSite, PeerVisitor } from './peer.js'

export interface BetterAuthSettings {
  readonly accountLinking?: NonNullable<BetterAuthOptions['account']>['accountLinking']
  readonly revokeSessionsOnPasswordReset?: boolean
}

const digest = (password: string): string => createHash('sha256').update(password).digest('hex')

/** The newest token that was mailed, by purpose and address. */
type Mails = Map<string, string>

/** Passwords, mails, changes of address and Amazon by the generic plugin, each as its page describes it. */
export async function startBetterAuth(
  emulator: Emulator,
  settings: BetterAuthSettings,
): Promise<{ site: PeerSite; close: () => void }> {
  const mails: Mails = new Map()
  const { origin, close } = await startSite(emulator, '/api/auth/callback/amazon', (at) =>
    toNodeHandler(configure(emulator, { origin: at, settings, mails })),
  )
  return { site: { trojan: 'impostor', visit: () => visit(emulator, origin, mails) }, close }
}

function configure(
  emulator: Emulator,
  { origin, settings, mails }: { origin: string; settings: BetterAuthSettings; mails: Mails },
) {
  const { accountLinking, ...passwords } = settings
  return betterAuth({
    baseURL: origin,
    secret: 'a secret of this test, and a long one',
    database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
    logger: { disabled: true },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      // Its own takes a second for each attack, and decides none of them.
      password: {
        hash: async (password) => digest(password),
        verify: async ({ hash, password }) => hash === digest(password),
      },
      sendResetPassword: async ({ user, token }) => void mails.set(`reset ${user.email}`, token),
      ...passwords,
    },
    emailVerification: {
      sendOnSignUp: true,
      sendVerificationEmail: async ({ user, token }) => void mails.set(`verify ${user.email}`, token),
    },
    user: { changeEmail: { enabled: true } },
    account: accountLinking ? { accountLinking } : {},
    plugins: [
      genericOAuth({
        config: [
          {
            providerId: 'amazon',
            clientId: shop.clientId,
            clientSecret: shop.clientSecret,
            authorizationUrl: emulator.endpoints.authorize,
            tokenUrl: emulator.endpoints.token,
            userInfoUrl: emulator.endpoints.profile,
            scopes: ['profile'],
            accountSubject: ({ profile }) => String(profile['user_id']),
          },
        ],
      }),
    ],
  })
}

function visit(emulator: Emulator, origin: string, mails: Mails): PeerVisitor {
  const browser = new PeerBrowser(origin)
  const goToAmazon = async (path: string, customer: string): Promise<string | null> => {
    const asked = { provider: 'amazon', callbackURL: '/', errorCallbackURL: '/failed' }
    const { url } = await readJson(await browser.postJson(path, asked))
    if (typeof url !== 'string') return 'refused'
    return errorIn(await browser.get(await emulator.authorize(url, { customer })))
  }
  const openMail = async (email: string): Promise<void> => {
    await browser.get(`/api/auth/verify-email?token=${mails.get(`verify ${email}`) ?? ''}`)
  }
  const register = async (email: string, password: string): Promise<void> => {
    await browser.postJson('/api/auth/sign-up/email', { email, password, name: 'Somebody' })
  }
  const signIn = async (email: string, password: string): Promise<void> => {
    await browser.postJson('/api/auth/sign-in/email', { email, password })
  }
  return {
    register,
    signIn,
    registerAndProve: async (email, password) => {
      await register(email, password)
      await openMail(email)
    },
    comeFromAmazon: (customer) => goToAmazon('/api/auth/sign-in/social', customer),
    link: async (customer) => void (await goToAmazon('/api/auth/link-social', customer)),
    recover: async (email, password) => {
      await browser.postJson('/api/auth/request-password-reset', { email })
      const token = mails.get(`reset ${email}`)
      await browser.postJson('/api/auth/reset-password', { newPassword: password, token })
      await signIn(email, password)
    },
    askForAddress: async (newEmail) => void (await browser.postJson('/api/auth/change-email', { newEmail })),
    takeAddress: openMail,
    account: async () => {
      const { user } = await readJson(await browser.get('/api/auth/get-session'))
      const id: unknown = Reflect.get(Object(user), 'id')
      return typeof id === 'string' ? id : null
    },
  }
}
