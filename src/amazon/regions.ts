export type Region = 'na' | 'eu' | 'fe'

/** Whole URLs. They travel as one frozen value, so that a code never goes to a host of another set. */
export interface Endpoints {
  readonly authorize: string
  readonly token: string
  readonly tokeninfo: string
  readonly profile: string
  readonly codepair: string
}

/** What Amazon calls itself in tokeninfo, the same in all regions. */
export const issuer = 'https://www.amazon.com'

// Code-based linking is documented on this host alone; its codes work on every regional host.
const codepair = 'https://api.amazon.com/auth/o2/create/codepair'

const regions: Readonly<Record<Region, Endpoints>> = {
  na: createEndpoints('https://www.amazon.com', 'https://api.amazon.com'),
  eu: createEndpoints('https://eu.account.amazon.com', 'https://api.amazon.co.uk'),
  fe: createEndpoints('https://apac.account.amazon.com', 'https://api.amazon.co.jp'),
}

const endpointNames = ['authorize', 'token', 'tokeninfo', 'profile', 'codepair'] as const

/** Amazon's endpoints for the region where the security profile is registered. */
export function endpointsOf(region: Region): Endpoints {
  return regions[region]
}

/** Everything that is wrong with endpoints of the host's own, one sentence each, with its fix. */
export function endpointProblems(endpoints: Partial<Endpoints>): string[] {
  return Object.entries(endpoints).flatMap(([name, value]: [string, unknown]) => {
    if (!endpointNames.some((known) => known === name)) {
      return [`amazon.endpoints.${name} is not an endpoint: use ${endpointNames.join(', ')}.`]
    }
    const problem = problemOf(value)
    return problem === null ? [] : [`amazon.endpoints.${name} ${problem}`]
  })
}

/** True for names and addresses that never leave this machine. */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  )
}

// The address itself is never repeated: it may hold a password.
function problemOf(value: unknown): string | null {
  if (typeof value !== 'string' || !URL.canParse(value))
    return 'is not an address: give a whole https:// URL.'
  const url = new URL(value)
  if (url.username !== '' || url.password !== '') return 'holds a user name or password: remove it.'
  if (value.includes('#')) return 'has a fragment: remove the # and what follows it.'
  if (url.protocol === 'https:') return null
  if (url.protocol !== 'http:') return `uses ${url.protocol} which is not supported: use https:.`
  if (isLoopbackHost(url.hostname)) return null
  return 'uses http on a host that is not loopback: use https.'
}

function createEndpoints(site: string, api: string): Endpoints {
  return Object.freeze({
    authorize: `${site}/ap/oa`,
    token: `${api}/auth/o2/token`,
    tokeninfo: `${api}/auth/o2/tokeninfo`,
    profile: `${api}/user/profile`,
    codepair,
  })
}
