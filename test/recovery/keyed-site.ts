import type { SignUp } from 'sparekey'
import {
  openPlainSite,
  type PlainAccount,
  type PlainHost,
  type PlainSite,
  PlainVisitor,
} from '../support/plain-site.js'

/** A site whose host keeps the key of a sign-up in a unique column, and the accounts by it. */
export interface KeyedSite extends PlainSite {
  /** The key of each account that Sparekey made. */
  readonly keys: Map<string, string>
}

type Step = <T>(name: string, run: () => Promise<T>) => Promise<T>

export interface KeyedSiteOptions {
  /** What surrounds each call into the host and the store. */
  readonly step?: Step
  readonly host?: Partial<PlainHost>
  readonly knows?: 'keys' | 'no keys'
}

const watched = [
  'findLink',
  'findUnfinishedSignUp',
  'isTicketUsed',
  'reserveSubject',
  'createLink',
  'releaseSubject',
] as const

export function openKeyedSite({ step, host = {}, knows = 'keys' }: KeyedSiteOptions = {}): KeyedSite {
  const keys = new Map<string, string>()
  const take: Step = step ?? ((_name, run) => run())
  const made = (signUp: SignUp) => makeAccount(site, keys, signUp)
  const find = async (key: string) =>
    [...site.accounts.values()].find(({ id }) => keys.get(id) === key) ?? null
  const own: Partial<PlainHost> = {
    createAccount: (signUp) => take('createAccount', async () => made(signUp)),
    ...(knows === 'keys' && {
      findAccountBySignUp: (key) => take('findAccountBySignUp', () => find(key)),
    }),
    ...host,
  }
  const site: PlainSite = openPlainSite({ host: own })
  surround(site, take)
  return Object.assign(site, { keys })
}

/** A unique address and a unique key, as two columns would have them. */
export function makeAccount(site: PlainSite, keys: Map<string, string>, { email, name, signUpKey }: SignUp) {
  if ([...keys.values()].includes(signUpKey)) throw new Error('unique: sign_up_key')
  if ([...site.accounts.values()].some((account) => account.email !== null && account.email === email)) {
    return { problems: [{ field: 'email', problem: 'taken' as const }] }
  }
  const account: PlainAccount = site.add({ email, name })
  keys.set(account.id, signUpKey)
  return { account }
}

function surround(site: PlainSite, take: Step): void {
  for (const name of watched) {
    const real: (...given: never[]) => Promise<unknown> = site.links[name].bind(site.links)
    Reflect.set(site.links, name, (...given: never[]) => take(name, () => real(...given)))
  }
}

/** Minutes later, when no reservation of before holds any more. */
export function wait(site: PlainSite, seconds: number): void {
  site.now = new Date(site.now.getTime() + seconds * 1000)
}

/** Comes back from Amazon in a new browser. */
export async function comeAgain(site: PlainSite): Promise<PlainVisitor> {
  const visitor = new PlainVisitor(site)
  await visitor.signInWithAmazon()
  return visitor
}
