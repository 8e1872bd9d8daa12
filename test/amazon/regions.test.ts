import { describe, expect, it } from 'vitest'
import { endpointProblems, endpointsOf, isLoopbackHost, type Region } from '../../src/amazon/regions.js'

describe('endpointsOf', () => {
  it.each<[Region, string, string]>([
    ['na', 'https://www.amazon.com', 'https://api.amazon.com'],
    ['eu', 'https://eu.account.amazon.com', 'https://api.amazon.co.uk'],
    ['fe', 'https://apac.account.amazon.com', 'https://api.amazon.co.jp'],
  ])('gives the hosts of %s as one frozen set', (region, site, api) => {
    const endpoints = endpointsOf(region)
    expect(endpoints).toEqual({
      authorize: `${site}/ap/oa`,
      token: `${api}/auth/o2/token`,
      tokeninfo: `${api}/auth/o2/tokeninfo`,
      profile: `${api}/user/profile`,
      codepair: 'https://api.amazon.com/auth/o2/create/codepair',
    })
    expect(Object.isFrozen(endpoints)).toBe(true)
    expect(endpointProblems(endpoints)).toEqual([])
  })
})

describe('endpointProblems', () => {
  it.each([
    'http://127.0.0.1:8091/x',
    'http://localhost/x',
    'http://[::1]:80/x',
    'http://amazon.localhost/x',
    'https://a.example/x?y=z',
  ])('takes %s', (token) => expect(endpointProblems({ token })).toEqual([]))

  it.each([
    ['http://api.example/token', 'uses http on a host that is not loopback: use https.'],
    ['http://127.0.0.1.evil.example/', 'uses http on a host that is not loopback: use https.'],
    ['http://localhost.evil.example/', 'uses http on a host that is not loopback: use https.'],
    ['ftp://127.0.0.1/', 'uses ftp: which is not supported: use https:.'],
    ['javascript:alert(1)', 'uses javascript: which is not supported: use https:.'],
    ['https://ada:canary@a.example/', 'holds a user name or password: remove it.'],
    ['https://:canary@a.example/', 'holds a user name or password: remove it.'],
    ['https://canary@a.example/', 'holds a user name or password: remove it.'],
    ['https://a.example/#', 'has a fragment: remove the # and what follows it.'],
    ['https://a.example/#x', 'has a fragment: remove the # and what follows it.'],
    ['/auth/o2/token', 'is not an address: give a whole https:// URL.'],
    ['', 'is not an address: give a whole https:// URL.'],
  ])('refuses %s', (token, problem) => {
    expect(endpointProblems({ token })).toEqual([`amazon.endpoints.token ${problem}`])
  })

  it('reports every problem at once, each with its fix, and a name that is none', () => {
    const endpoints = { profile: 'http://a.example/', tokeninfo: 7, tokenInfo: 'https://a.example/' }
    expect(endpointProblems(JSON.parse(JSON.stringify(endpoints)))).toEqual([
      'amazon.endpoints.profile uses http on a host that is not loopback: use https.',
      'amazon.endpoints.tokeninfo is not an address: give a whole https:// URL.',
      'amazon.endpoints.tokenInfo is not an endpoint: use authorize, token, tokeninfo, profile, codepair.',
    ])
  })
})

describe('isLoopbackHost', () => {
  it.each(['localhost', 'a.localhost', '127.0.0.1', '127.8.9.10', '[::1]'])('knows %s', (host) => {
    expect(isLoopbackHost(host)).toBe(true)
  })

  it.each(['localhost.example', 'notlocalhost', '128.0.0.1', '127.0.0.1.example', '0.0.0.0', '[::]', ''])(
    'does not take %s for one',
    (host) => expect(isLoopbackHost(host)).toBe(false),
  )
})
