import { describe, expect, it } from 'vitest'
import { renderLink } from '../../src/pages/link.js'
import type { LinkPage } from '../../src/pages/models.js'
import { textOf } from './markup.js'
import { aFrame, aLinkPage } from './states.js'

const render = (overrides: Partial<LinkPage> = {}): string => renderLink(aLinkPage(overrides), aFrame())

describe('the link page', () => {
  // attacks: link-prompt-phish
  it('says which Amazon account it is, and offers another one', () => {
    const html = render()
    expect(html).toContain('<bdi>Vera Lindqvist</bdi>')
    expect(html).toContain('<bdi>v•••@post.example</bdi>')
    expect(html).toContain('href="/auth/amazon/start">Use another Amazon account</a>')
  })

  it('asks for the password of the site, by name', () => {
    expect(render()).toMatch(/<label for="password">Your password for Fernweh Books<\/label>/)
    expect(render()).toMatch(
      /<input id="password" name="password" type="password" autocomplete="current-password"/,
    )
  })

  it('tells password managers whose password it is, without sending the address', () => {
    const username = /<input id="username"[^>]*>/.exec(render())?.[0]
    expect(username).toContain('autocomplete="username" value="vera@post.example" readonly')
    expect(username).not.toContain('name=')
  })

  it('asks for the address too when the visitor says which account it is', () => {
    const html = render({ email: { kind: 'ask', value: 'v@x.example' } })
    expect(html).toMatch(
      /<input id="email" name="email" type="email" autocomplete="username" required="" value="v@x.example"/,
    )
  })

  it('does not say which of address and password was wrong', () => {
    const problem = { reason: 'wrong-password' } as const
    const html = render({ email: { kind: 'ask', value: 'v@x.example' }, problem })
    expect(textOf(html)).toContain('The email address or the password is not right.')
    expect(html.match(/ aria-invalid="true"/g)).toHaveLength(2)
  })

  it('ties a wrong password to its field and leaves the field empty', () => {
    const password = /<input id="password"[^>]*>/.exec(render({ problem: { reason: 'wrong-password' } }))?.[0]
    expect(password).toContain(
      'aria-describedby="password-problem password-help" aria-invalid="true" autofocus',
    )
    expect(password).not.toContain('value=')
  })

  it('says how long to wait after too many attempts', () => {
    const html = render({ problem: { reason: 'too-many-attempts', retryAfterSeconds: 150 } })
    expect(html).toContain('<div class="alert" role="alert" tabindex="-1" autofocus="">')
    expect(textOf(html)).toContain('You can try again in 3 minutes.')
  })

  it('offers only the ways that there are', () => {
    const bare = render({ ways: ['password'], signInUrl: '/sign-in', forgotPasswordUrl: null })
    expect(textOf(bare)).not.toMatch(/sign-in page|Forgot/)
    const elsewhere = render({ ways: ['sign-in-page'] })
    expect(elsewhere).not.toContain('type="password"')
    expect(elsewhere).toContain('href="/sign-in">Sign in on the Fernweh Books sign-in page</a>')
  })

  it('lets the visitor say that the account is not theirs, by a form', () => {
    expect(render()).toMatch(/action="\/auth\/amazon\/link\/decline".*?This is not my account<\/button>/)
  })

  it('promises a new account only where registration is open', () => {
    expect(textOf(render())).toContain('You can then create a new account.')
    expect(textOf(render({ canRegister: false }))).not.toMatch(/create/)
    const ask = { kind: 'ask', value: '' } as const
    expect(textOf(render({ email: ask }))).toContain('Create a new account instead')
    expect(textOf(render({ email: ask, canRegister: false }))).not.toMatch(/create/i)
  })
})
