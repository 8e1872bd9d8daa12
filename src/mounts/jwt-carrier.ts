/** The token of `Authorization: Bearer …`, or null. */
export function bearerToken(request: Request): string | null {
  return /^bearer +([\w.~+/=-]+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null
}

/** A client without cookies: no browser sends a request from a page without one of these. */
export function isNoBrowser(request: Request): boolean {
  return ['cookie', 'origin', 'sec-fetch-site'].every((name) => !request.headers.has(name))
}

/** Where the tokens of a sign-in go. */
export interface Carriers {
  readonly cookie?: object
  readonly refreshToken?: { readonly cookie?: object }
}

/** A browser that is redirected reads no body: without a cookie, whoever signs in there would be signed in nowhere. */
export function refuseLost(request: Request, { cookie, refreshToken }: Carriers): void {
  const accept = request.headers.get('accept') ?? ''
  if (cookie !== undefined || refreshToken?.cookie !== undefined || !accept.includes('text/html')) return
  throw new TypeError(
    'A bearer token cannot travel with a redirect: give jwt({ cookie }) or jwt({ refreshToken: { cookie } }), or let the ' +
      'single-page app take its sign-in over in JSON.',
  )
}

// jose has codes, fast-jwt (under @fastify/jwt) has codes, and jsonwebtoken has names: of JSON.parse it lets the error through.
const notATokenNames = ['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError', 'SyntaxError']

/** Whether a library says so of a token; anything else that it throws is a failure, and nobody is taken for signed out. */
export function isNotAToken(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (
    notATokenNames.includes(error.name) || /^(?:ERR_J(?!OSE_GENERIC|WKS_TIMEOUT)|F(?:AST|ST)_JWT_)/.test(code)
  )
}
