import { ConfigurationError, createSparekey, type Host, type SparekeyOptions } from '../index.js'
import { memoryLinks } from '../testing.js'

type Looked = Pick<SparekeyOptions, 'baseUrl' | 'secret' | 'amazon'> & { readonly basePath?: string }

/** What `createSparekey` itself says of these options; the sockets, which are code of the site, are filled by stand-ins. */
export function problemsOfOptions(options: Looked): readonly string[] {
  try {
    createSparekey({ ...options, host: nobody, sessions: noSessions, links: memoryLinks() })
    return []
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems
    throw error
  }
}

const nobody: Host = {
  findAccount: async () => null,
  findAccountsByEmail: async () => [],
  verifyPassword: async () => 'wrong',
  createAccount: async () => ({ problems: [] }),
  waysToSignIn: async () => [],
  endAccess: async () => {},
}

const noSessions = { current: async () => null, start: async () => {} }
