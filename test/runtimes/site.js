import { createSparekey } from 'sparekey'
import { memoryLinks } from 'sparekey/testing'

/** @typedef {import('sparekey').Account & { readonly password: string | null }} Member */
/** @typedef {Pick<import('sparekey').SparekeyOptions, 'baseUrl' | 'secret' | 'amazon'>} Settings */

/**
 * A site of plain objects and web standards, in the one form that Bun, Deno and workerd all start.
 *
 * @param {Settings} settings
 */
export function openSite(settings) {
  const members = [{ id: 'a1', email: 'vera@ex.test', emailProven: true, password: 'kV-correct-horse' }]
  const sparekey = createSparekey({ ...settings, host: hostOf(members), links: memoryLinks(), sessions })
  return {
    port: Number(new URL(settings.baseUrl).port),
    hostname: '127.0.0.1',
    /** @param {Request} request */
    async fetch(request) {
      const { pathname } = new URL(request.url)
      if (sparekey.owns(pathname)) return sparekey.handler(request)
      return new Response(accountIn(request) ?? '')
    },
  }
}

/**
 * @param {Member[]} members
 * @returns {import('sparekey').Host<Member>}
 */
function hostOf(members) {
  return {
    findAccount: async (id) => members.find((member) => member.id === id) ?? null,
    findAccountsByEmail: async (email) => members.filter((member) => member.email === email),
    verifyPassword: async (member, password) => (member.password === password ? 'correct' : 'wrong'),
    createAccount: async ({ email, name }) => {
      const account = { id: `a${members.length + 1}`, email, emailProven: false, name, password: null }
      members.push(account)
      return { account }
    },
    waysToSignIn: async ({ password }) => (password === null ? [] : ['password']),
    endAccess: async () => {},
  }
}

/** @type {import('sparekey').Sessions<Member>} */
const sessions = {
  current: async ({ request }) => {
    const accountId = accountIn(request)
    return accountId === null ? null : { accountId, authenticatedAt: null }
  },
  start: async ({ id }) => ({ headers: { 'set-cookie': `session=${id}; Path=/; HttpOnly; SameSite=Lax` } }),
}

/** @param {Request} request */
function accountIn(request) {
  return /(?:^|; )session=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? null
}
