import { failureCodes, refusalReasons } from '../linking/reasons.js'
import type { Reply } from '../ports/http.js'
import type { Exchange } from './exchange.js'
import { failurePage, problemPage } from './respond-problem.js'
import { parseReturnTo } from './return-to.js'

/** `GET /problem`: a clean address for what went wrong on the way back. Shows catalogued texts and nothing else. */
export async function handleProblem(exchange: Exchange): Promise<Reply> {
  const { searchParams } = exchange.url
  const returnTo = parseReturnTo(exchange.site, searchParams.get('return_to'))
  const code = failureCodes.find((known) => known === searchParams.get('code'))
  const reference = searchParams.get('reference') ?? ''
  if (code !== undefined) {
    const isOurs = /^[0-9a-f]{10}$/.test(reference)
    return failurePage(exchange, { code, reference: isOurs ? reference : '', returnTo })
  }
  const reason = refusalReasons.find((known) => known === searchParams.get('reason')) ?? 'route-unknown'
  return problemPage(exchange, reason, { returnTo })
}
