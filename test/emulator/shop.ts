import { createHash } from 'node:crypto'
import { type ClientInput, type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator.js'

export const callback = 'https://shop.example/auth/amazon/callback'
export const verifier = 'a-verifier-that-is-long-enough-for-rfc-7636-._~'

export const shop = {
  clientId: 'amzn1.application-oa2-client.11111111111111111111111111111111',
  clientSecret: 'amzn1.oa2-cs.v1.shop-secret',
  name: 'Corner Shop',
  company: 'Corner',
  redirectUris: [callback, 'https://shop.example/other?amazonLogin=1'],
} satisfies ClientInput

export const rival = {
  clientId: 'amzn1.application-oa2-client.22222222222222222222222222222222',
  clientSecret: 'amzn1.oa2-cs.v1.rival-secret',
  name: 'Rival Shop',
  company: 'Rival',
  redirectUris: [callback],
} satisfies ClientInput

export const app = {
  clientId: 'amzn1.application-oa2-client.33333333333333333333333333333333',
  name: 'Corner App',
  company: 'Corner',
  kind: 'mobile',
  redirectUris: ['amzn://example.corner'],
} satisfies ClientInput

export const tv = {
  clientId: 'amzn1.application-oa2-client.44444444444444444444444444444444',
  name: 'Corner TV',
  company: 'Corner',
  kind: 'device',
} satisfies ClientInput

export interface ManualClock {
  readonly now: () => Date
  passSeconds(seconds: number): void
}

export function createManualClock(): ManualClock {
  let time = Date.parse('2026-01-02T03:04:05Z')
  return {
    now: () => new Date(time),
    passSeconds: (seconds) => {
      time += seconds * 1000
    },
  }
}

export function startShopEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  return startEmulator({ clients: [shop, rival, app, tv], ...options })
}

export function s256(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** An authorization address as a careful client makes it; `null` leaves a parameter out. */
export function authorizationUrl(emulator: Emulator, changes: Record<string, string | null> = {}): string {
  const parameters: Record<string, string | null> = {
    client_id: shop.clientId,
    redirect_uri: callback,
    response_type: 'code',
    scope: 'profile',
    state: 'a+state/with=signs &',
    code_challenge: s256(verifier),
    code_challenge_method: 'S256',
    ...changes,
  }
  const given = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== null)
  return `${emulator.endpoints.authorize}?${new URLSearchParams(given)}`
}

/** A code for Vera. */
export async function obtainCode(
  emulator: Emulator,
  changes: Record<string, string | null> = {},
): Promise<string> {
  const location = await emulator.authorize(authorizationUrl(emulator, changes), { customer: 'vera' })
  return new URL(location).searchParams.get('code') ?? ''
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

export async function readAnswer(response: Response): Promise<Answer> {
  const body: Record<string, unknown> = JSON.parse(await response.text())
  return { status: response.status, headers: response.headers, body }
}

/** Redeems a code as the shop does; `null` leaves a field out. */
export async function redeem(
  emulator: Emulator,
  code: string,
  changes: Record<string, string | null> = {},
): Promise<Answer> {
  return postToken(emulator, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: callback,
    client_id: shop.clientId,
    client_secret: shop.clientSecret,
    code_verifier: verifier,
    ...changes,
  })
}

export async function postToken(emulator: Emulator, fields: Record<string, string | null>): Promise<Answer> {
  const given = Object.entries(fields).filter((pair): pair is [string, string] => pair[1] !== null)
  return readAnswer(
    await fetch(emulator.endpoints.token, { method: 'POST', body: new URLSearchParams(given) }),
  )
}

export async function readProfile(emulator: Emulator, token: unknown): Promise<Answer> {
  const headers = { authorization: `Bearer ${String(token)}` }
  return readAnswer(await fetch(emulator.endpoints.profile, { headers }))
}
