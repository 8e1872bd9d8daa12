/** A request as far as anybody here reads it. A `Request` is one. */
export interface IncomingRequest {
  readonly method: string
  /** Whole. Only its path and query are believed. */
  readonly url: string
  /** Asked by names in lower case. */
  readonly headers: Pick<Headers, 'get' | 'has'>
  readonly body: Request['body']
  readonly bodyUsed: boolean
}

/** An answer, before a mount gives it the form of its framework. */
export interface Reply {
  readonly status: number
  readonly headers: readonly HeaderLine[]
  /** A stream only where the host answered with a Response of its own. */
  readonly body: string | Response['body']
}

/** The name in lower case. Each name comes once; only `set-cookie` may come more often. */
export type HeaderLine = readonly [name: string, value: string]
