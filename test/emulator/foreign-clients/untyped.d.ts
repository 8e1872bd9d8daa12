// None of them brings types; only what the tests use.
declare module 'passport-amazon' {
  import type { Agent } from 'node:http'
  import type { Strategy as PassportStrategy } from 'passport'

  type Done = (error: unknown, user: object) => void
  type Verify = (accessToken: string, refreshToken: string, profile: object, done: Done) => void
  type VerifyWithRequest = (
    request: Express.Request,
    accessToken: string,
    refreshToken: string,
    profile: object,
    done: Done,
  ) => void

  export class Strategy extends PassportStrategy {
    constructor(options: object, verify: Verify)
    constructor(
      options: { readonly passReqToCallback: true; readonly [name: string]: unknown },
      verify: VerifyWithRequest,
    )
    readonly _oauth2: { setAgent(agent: Agent): void }
  }
}

declare module 'passport-oauth2' {
  import type { Strategy as PassportStrategy } from 'passport'

  type Done = (error: unknown, value: unknown) => void
  type Verify = (accessToken: string, refreshToken: string, profile: unknown, done: Done) => void

  export default class OAuth2Strategy extends PassportStrategy {
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
