import { describe, expect, it } from 'vitest'
import {
  createAuthorizationUrl,
  parseAuthorizationAnswer,
  parseState,
} from '../../src/amazon/authorization.js'
import { endpointsOf } from '../../src/amazon/regions.js'
import { aClient, clientId } from './a-client.js'

const state = 'abcDEF-_'.repeat(6).slice(0, 43)

const parse = (query: string) => parseAuthorizationAnswer(new URLSearchParams(query))

describe('createAuthorizationUrl', () => {
  const codeChallenge = 'c'.repeat(43)

  it('asks for a code, always with S256, and with nothing else', () => {
    const url = new URL(
      createAuthorizationUrl(aClient({ scopes: ['profile', 'postal_code'] }), { state, codeChallenge }),
    )
    expect(url.origin + url.pathname).toBe('https://www.amazon.com/ap/oa')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: 'https://shop.example/auth/amazon/callback?from=amazon',
      scope: 'profile postal_code',
      state,
      code_challenge: codeChallenge,
      code_challenge_method: 'S256',
    })
  })

  it('goes to the region of its endpoints', () => {
    const url = createAuthorizationUrl(aClient({ endpoints: endpointsOf('eu') }), { state, codeChallenge })
    expect(url).toMatch(/^https:\/\/eu\.account\.amazon\.com\/ap\/oa\?/)
  })

  it('gives each start its own state and challenge, and each client its own address', () => {
    const client = aClient()
    const parametersOf = (settings = client, details = { state, codeChallenge }) =>
      Object.fromEntries(new URL(createAuthorizationUrl(settings, details)).searchParams)
    const first = parametersOf()
    const other = { state: state.replaceAll('a', 'b'), codeChallenge: 'd'.repeat(43) }
    expect(parametersOf(client, other)).toEqual({
      ...first,
      state: other.state,
      code_challenge: other.codeChallenge,
    })
    expect(parametersOf(aClient({ clientId: 'other' }))).toEqual({ ...first, client_id: 'other' })
    expect(parametersOf()).toEqual(first)
  })

  it('keeps what the endpoint asks for, and nothing there that stands in for its own parameters', () => {
    const own = 'kept=a%20b&state=x&state=y&code_challenge=z&code_challenge_method=plain'
    const endpoints = { ...endpointsOf('na'), authorize: `https://login.example/ap/oa?${own}` }
    const { searchParams } = new URL(createAuthorizationUrl(aClient({ endpoints }), { state, codeChallenge }))
    expect(searchParams.getAll('kept')).toEqual(['a b'])
    expect(searchParams.getAll('state')).toEqual([state])
    expect(searchParams.getAll('code_challenge')).toEqual([codeChallenge])
    expect(searchParams.getAll('code_challenge_method')).toEqual(['S256'])
  })
})

describe('parseAuthorizationAnswer', () => {
  it('takes the code, and ignores what else Amazon sends', () => {
    expect(parse(`code=ANabcdefghijklmnopqr&state=${state}&scope=profile&later=1&later=2`)).toEqual({
      kind: 'code',
      code: 'ANabcdefghijklmnopqr',
    })
  })

  it('takes a code of 2048 characters and not one more', () => {
    expect(parse(`code=${'a'.repeat(2048)}`).kind).toBe('code')
    expect(parse(`code=${'a'.repeat(2049)}`).kind).toBe('malformed')
  })

  it('reads a refusal of consent as declined', () => {
    expect(parse(`error_description=Access+not+permitted.&state=${state}&error=access_denied`)).toEqual({
      kind: 'declined',
    })
  })

  it.each([
    'invalid_request',
    'unauthorized_client',
    'invalid_scope',
    'server_error',
    'temporarily_unavailable',
  ])('reports %s by its code', (error) =>
    expect(parse(`error=${error}&error_description=x`)).toEqual({ kind: 'failed', error }),
  )

  it.each(['', 'Access_Denied', '<script>alert(1)</script>', 'constructor', '__proto__'])(
    'does not repeat the unknown error "%s"',
    (error) =>
      expect(parse(new URLSearchParams({ error }).toString())).toEqual({ kind: 'failed', error: 'unknown' }),
  )

  it('believes the error when there is a code too', () => {
    expect(parse('code=AN1&error=access_denied')).toEqual({ kind: 'declined' })
    expect(parse('code=AN1&error=')).toEqual({ kind: 'failed', error: 'unknown' })
  })

  it.each([
    '',
    'code=',
    'code=%20',
    'code=a%20b',
    'code=a%00',
    'code=a%0d%0ab',
    'code=%C3%BC',
    'code=a&code=b',
    'code=a&code=a',
    'code[]=a',
    'code[x]=a',
    'code=a&state=1&state=2',
    'error=access_denied&error=server_error',
    'code=a&access_token=t',
    'access_token=t&token_type=bearer',
    'code=a&id_token=t',
    'code=a&refresh_token=t',
    'code=a&token=t',
    'error=access_denied&access_token=t',
    'code=a&iss=https%3A%2F%2Fevil.example',
    'code=a&iss=',
    'code=a&iss=https%3A%2F%2Fwww.amazon.com&iss=https%3A%2F%2Fwww.amazon.com',
  ])('calls "%s" malformed', (query) => expect(parse(query)).toEqual({ kind: 'malformed' }))

  it('takes the issuer when it is named and right', () => {
    expect(parse('code=a&iss=https%3A%2F%2Fwww.amazon.com').kind).toBe('code')
  })
})

describe('parseState', () => {
  it('gives the one state there is', () => {
    expect(parseState(new URLSearchParams({ state }))).toBe(state)
  })

  it.each([
    '',
    'state=',
    `state=${state}&state=${state}`,
    `state=${state}x`,
    `state=${state.slice(1)}`,
    `state=${state.slice(1)}=`,
    `state=${state.slice(1)}%2B`,
    `state=${state}%0A`,
    `state=${state.slice(1)}%C3%BC`,
    `state[]=${state}`,
  ])('finds none in "%s"', (query) => expect(parseState(new URLSearchParams(query))).toBeNull())
})
