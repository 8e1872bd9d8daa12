import type { Actor, Address } from './model.js'

/** What Amazon knows about a customer lies in the code itself, so that nothing has to be put back between two steps. */
export function codeOf(actor: Actor, email: Address): string {
  return `AN${actor}${email}`
}

/** Token and profile endpoint: the code becomes the token, and the token the customer. */
export async function answerAsAmazon(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  if (request.url.endsWith('/auth/o2/token')) {
    const code = new URLSearchParams(await request.text()).get('code') ?? ''
    return Response.json({ access_token: `Atza|${code}`, token_type: 'bearer', expires_in: 3600 })
  }
  const told = request.headers.get('authorization') ?? request.headers.get('x-amz-access-token') ?? ''
  const [, actor = '', email = ''] = /Atza\|AN([VM])([vm])/.exec(told) ?? []
  return Response.json({ user_id: `amzn1.account.${actor}`, name: actor, email: mailOf(email) })
}

export function mailOf(address: string): string {
  return `${address}@ex.test`
}
