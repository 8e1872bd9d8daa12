// None of them brings types; only what the tests use.
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

declare module 'passport-oauth2' {
  type Done = (error: unknown, value: unknown) => void
  type Verify = (accessToken: string, refreshToken: string, profile: unknown, done: Done) => void

  export default class OAuth2Strategy {
    constructor(options: object, verify: Verify)
    userProfile(accessToken: string, done: Done): void
  }
}

declare module 'simple-oauth2' {
  interface Token {
    readonly access_token: string
    readonly refresh_token?: string
  }

  interface AccessToken {
    readonly token: Token
    expired(): boolean
    refresh(): Promise<AccessToken>
  }

  export class AuthorizationCode {
    constructor(options: object)
    authorizeURL(parameters: object): string
    getToken(parameters: object): Promise<AccessToken>
    createToken(token: object): AccessToken
  }
}
