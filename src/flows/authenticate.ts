import { AmazonError } from '../amazon/errors.js'
import { fetchProfile, type Profile } from '../amazon/profile.js'
import { exchangeCode } from '../amazon/token.js'
import { fetchTokenInfo } from '../amazon/tokeninfo.js'
import type { Account } from '../ports/host.js'
import { SparekeyFailure } from './failure.js'
import type { Transaction } from './transaction.js'
import type { Wiring } from './wiring.js'

/** Who somebody is at Amazon, or that it did not take their code. */
export type Authentication = Profile | 'code-rejected'

/**
 * Exchanges the code and asks who it is. A browser that sends the callback again while the first is under way (a double
 * click, a reload) gets the same answer: RFC 6749 §4.1.2 lets Amazon take back what a code gave when it is used twice.
 */
export async function authenticate<A extends Account>(
  wiring: Wiring<A>,
  transaction: Transaction,
  code: string,
): Promise<Authentication> {
  const { exchanges } = wiring
  // The verifier is this transaction's alone, and known to nobody who has not its cookie.
  const key = `${transaction.codeVerifier} ${code}`
  const underWay = exchanges.get(key)
  if (underWay !== undefined) return underWay
  const asked = askAmazon(wiring, transaction, code)
  exchanges.set(key, asked)
  try {
    return await asked
  } finally {
    exchanges.delete(key)
  }
}

/** The token is used for this and forgotten. */
async function askAmazon<A extends Account>(
  wiring: Wiring<A>,
  { codeVerifier }: Transaction,
  code: string,
): Promise<Authentication> {
  try {
    const { accessToken } = await exchangeCode(wiring.amazon, { code, codeVerifier })
    if (wiring.policy.checkAudience === 'received-tokens')
      return await fetchProfile(wiring.amazon, accessToken)
    const { subject } = await fetchTokenInfo(wiring.amazon, accessToken)
    const profile = await fetchProfile(wiring.amazon, accessToken)
    if (profile.subject === subject) return profile
    throw new SparekeyFailure('amazon-audience-mismatch', null)
  } catch (error) {
    if (!(error instanceof AmazonError)) throw error
    if (error.code === 'code-rejected') return 'code-rejected'
    throw new SparekeyFailure(error.code, error)
  }
}
