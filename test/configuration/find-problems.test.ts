import { describe, expect, it } from 'vitest'
import { ConfigurationError, createSparekey, type SparekeyOptions } from '../../src/index.js'
import { memoryLinks } from '../../src/testing.js'

const secret = 'a-secret-that-nobody-knows-0123456789'
const host: SparekeyOptions['host'] = {
  findAccount: async () => null,
  findAccountsByEmail: async () => [],
  verifyPassword: async () => 'wrong',
  createAccount: async () => ({ problems: [] }),
  waysToSignIn: async () => [],
  endAccess: async () => undefined,
}

const valid: SparekeyOptions = {
  baseUrl: 'https://shop.example',
  secret,
  amazon: { clientId: 'client', clientSecret: 'client-secret' },
  host,
  links: memoryLinks(),
  sessions: { current: async () => null, start: async () => undefined },
}

/** The problems of a configuration that is valid but for this. Takes anything: so do people without types. */
function problemsOf(changes: Record<string, unknown>): readonly string[] {
  try {
    createSparekey({ ...valid, ...changes })
    return []
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems
    throw error
  }
}

const amazon = (changes: Record<string, unknown>) => ({ amazon: { ...valid.amazon, ...changes } })

describe('createSparekey', () => {
  it('takes a valid configuration, http on loopback included', () => {
    expect(problemsOf({})).toEqual([])
    for (const baseUrl of [
      'http://localhost:3000',
      'http://127.0.0.1:3000',
      'http://[::1]:3000',
      'https://shop.example/store/',
    ]) {
      expect(problemsOf({ baseUrl })).toEqual([])
    }
  })

  it('lists all problems at once, each with its fix', () => {
    const problems = problemsOf({
      baseUrl: 'http://shop.example',
      secret: 'short',
      ...amazon({ region: 'us', clientId: '' }),
    })
    expect(problems).toHaveLength(4)
    expect(problems.join('\n')).toMatch(/https:\/\//)
    expect(problems.join('\n')).toMatch(/randomBytes\(32\)/)
    expect(problems.join('\n')).toMatch(/'na', 'eu' or 'fe'/)
  })

  it('never repeats a secret', () => {
    expect(() => createSparekey({ ...valid, secret: ['short-secret-x', secret], baseUrl: '' })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('short-secret-x') }),
    )
  })

  it.each([
    ['inf-key-weak: nothing', { secret: undefined }],
    ['inf-key-weak: empty', { secret: '' }],
    ['inf-key-weak: none in the list', { secret: [] }],
    ['inf-key-weak: 31 bytes', { secret: 'a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p' }],
    ['inf-key-weak: one weak among good ones', { secret: [secret, 'changeme'] }],
    ['inf-key-weak: one character over and over', { secret: 'x'.repeat(64) }],
    ['inf-key-weak: the client secret', { secret, ...amazon({ clientSecret: secret }) }],
    ['baseUrl: a host name', { baseUrl: 'shop.example' }],
    ['baseUrl: another scheme', { baseUrl: 'ftp://shop.example' }],
    ['baseUrl: a user in it', { baseUrl: 'https://me@shop.example' }],
    ['baseUrl: a query', { baseUrl: 'https://shop.example/?x=1' }],
    ['oauth-redirect-uri-drift: a fragment', { baseUrl: 'https://shop.example/#x' }],
    ['basePath: without a slash', { basePath: 'auth' }],
    ['basePath: with one at the end', { basePath: '/auth/' }],
    ['header-injection: basePath with a line break', { basePath: '/auth\r\nx: y' }],
    ['amazon: missing', { amazon: undefined }],
    ['amazon: no client secret', amazon({ clientSecret: ' ' })],
    ['amazon: unknown scope', amazon({ scopes: ['openid'] })],
    ['amazon: no scope that tells the subject', amazon({ scopes: ['postal_code'] })],
    ['amazon: no audience', amazon({ audiences: [] })],
    ['amazon: an audience that is one text', amazon({ audiences: 'amzn1.application-oa2-client.app' })],
    ['amazon: an audience that the environment did not have', amazon({ audiences: [undefined] })],
    ['amazon: an audience with a line break', amazon({ audiences: ['amzn1.application-oa2-client.app\n'] })],
    ['amazon: an audience that is an application id', amazon({ audiences: ['amzn1.application.d3adb33f'] })],
    [
      'ssrf-endpoints: plain http elsewhere',
      amazon({ endpoints: { token: 'http://169.254.169.254/token' } }),
    ],
    ['ssrf-endpoints: a file', amazon({ endpoints: { profile: 'file:///etc/passwd' } })],
    ['host: missing', { host: undefined }],
    ['host: a function missing', { host: { ...host, waysToSignIn: undefined } }],
    ['links: none', { links: undefined }],
    ['sessions: a function missing', { sessions: { current: async () => null } }],
    ['registration: unknown page', { registration: { page: 'sometimes' } }],
    ['registration: no schema', { registration: { fields: { nickname: { label: 'N' } } } }],
    ['registration: a reserved name', { registration: { fields: { password: { label: 'P', schema: {} } } } }],
    ['link-trust-switch: an option that links by email', { policy: { trustEmail: 'always' } }],
    ['link-trust-switch: a trusted provider', { policy: { trustedProviders: ['amazon'] } }],
    ['link-trust-switch: one that is no policy', { linkByEmail: true }],
    [
      'link-trust-switch: a provider trusted at Amazon',
      { amazon: { clientId: 'a', trustedProviders: ['amazon'] } },
    ],
    ['registration: closed under a wrong name', { registration: { pages: 'closed' } }],
    ['registration: a field that nobody declared', { registration: { require: ['phone'] } }],
    ['pages: a wrong name', { pages: { signin: '/sign-in' } }],
    ['policy: a lifetime of no length', { policy: { ticketLifetimeSeconds: 0 } }],
    ['pages: an address that is a script', { pages: { signIn: 'javascript:alert(1)' } }],
    ['pages: an address for the step that leads on', { pages: { continue: '/on' } }],
  ])('stops at %s', (_name, changes) => {
    expect(problemsOf(changes)).not.toEqual([])
  })

  it('takes client ids as audiences, and says what to give in place of an application id', () => {
    expect(problemsOf(amazon({ audiences: ['amzn1.application-oa2-client.app'] }))).toEqual([])
    expect(problemsOf(amazon({ audiences: ['amzn1.application.d3adb33f'] }))).toEqual([
      expect.stringContaining('amzn1.application-oa2-client.…'),
    ])
  })
})
