import type { Finding } from '../sql.js'
import { configurationPath, findConfiguration } from './config-file.js'

// Where each region answers: the page customers see, and the endpoints that this machine calls.
const hosts = {
  na: ['https://www.amazon.com/ap/oa', 'https://api.amazon.com/auth/o2/tokeninfo'],
  eu: ['https://eu.account.amazon.com/ap/oa', 'https://api.amazon.co.uk/auth/o2/tokeninfo'],
  fe: ['https://apac.account.amazon.com/ap/oa', 'https://api.amazon.co.jp/auth/o2/tokeninfo'],
} as const

const patienceMilliseconds = 10_000

/** Whether Amazon answers from here. Any answer will do: what it says to a stranger does not matter. */
export async function diagnoseAmazon(config: string | undefined): Promise<Finding[]> {
  const region =
    findConfiguration(configurationPath(process.cwd(), config))?.configuration.amazon?.region ?? 'na'
  return Promise.all(hosts[region].map(ask))
}

async function ask(address: string): Promise<Finding> {
  const { host } = new URL(address)
  try {
    const answer = await fetch(address, {
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMilliseconds),
    })
    await answer.body?.cancel()
    return { check: 'amazon', level: 'ok', message: `${host} answers.` }
  } catch (error) {
    const reason =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    return {
      check: 'amazon',
      level: 'problem',
      message: `${host} cannot be reached from this machine: ${reason}`,
      fix: 'Let outgoing https to it through the firewall; behind a proxy, give createSparekey a fetch that uses it.',
    }
  }
}
