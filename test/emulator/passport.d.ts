// Neither brings types; only what the tests use.
declare module 'passport' {
  import type { RequestHandler } from 'express'

  class Passport {
    use(strategy: object): this
    authenticate(name: string, options: object): RequestHandler
  }
  const passport: { Passport: typeof Passport }
  export default passport
}

declare module 'passport-amazon' {
  import type { Agent } from 'node:http'

  type Done = (error: unknown, user: object) => void
  type Verify = (accessToken: string, refreshToken: string, profile: object, done: Done) => void

  export class Strategy {
    constructor(options: object, verify: Verify)
    readonly _oauth2: { setAgent(agent: Agent): void }
  }
}
