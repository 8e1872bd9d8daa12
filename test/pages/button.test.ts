import { describe, expect, it } from 'vitest'
import { buttonStyles, renderButton } from '../../src/pages/button.js'
import { contentSecurityPolicy } from '../../src/pages/security-policy.js'
import { tagsOf } from './markup.js'

const href = '/auth/amazon/start?return_to=%2Fcart'

describe('renderButton', () => {
  it.each(['sign-in', 'register', 'checkout'] as const)('is a plain link for %s', (kind) => {
    const html = renderButton({ kind, href, image: 'inline' })
    expect(html).toContain(`<a class="sparekey-button sparekey-button--${kind}" href="${href}">`)
    expect(html).toContain('<span lang="en">Login with Amazon</span></a>')
  })

  it('is a form for linking', () => {
    const html = renderButton({ kind: 'link', action: '/auth/amazon/start', csrf: 'token', image: 'inline' })
    expect(html).toMatch(/^<form class="sparekey-button-form" method="post" action="\/auth\/amazon\/start">/)
    expect(html).toContain('<input type="hidden" name="intent" value="link"/>')
    expect(html).toContain('<input type="hidden" name="csrf" value="token"/>')
  })

  it('shows the picture from Amazon with exactly the text that Amazon asks for', () => {
    expect(renderButton({ kind: 'sign-in', href, image: 'amazon' })).toContain(
      '<img src="https://images-na.ssl-images-amazon.com/images/G/01/lwa/btnLWA_gold_156x32.png" width="156" height="32" alt="Login with Amazon"/>',
    )
  })

  // attacks: third-party-on-auth-pages
  it('loads nothing unless the picture is asked for', () => {
    expect(renderButton({ kind: 'sign-in', href, image: 'inline', nonce: 'n' })).not.toMatch(/src=|https?:/)
  })

  it('stands alone under a strict policy: no script, no inline style, styles only with a nonce', () => {
    const plain = renderButton({ kind: 'link', action: '/a', image: 'inline' })
    expect(tagsOf(plain).filter((tag) => /<(script|style)|\s(style|on[a-z]+)=/.test(tag))).toEqual([])
    const styled = renderButton({ kind: 'sign-in', href, image: 'inline', nonce: 'abc' })
    expect(styled).toContain(`<style nonce="abc">${buttonStyles}</style>`)
  })

  it('escapes what it is given', () => {
    const html = renderButton({ kind: 'sign-in', href: '"><script>', image: 'inline', hint: '<b>' })
    expect(html).toContain('href="&quot;&gt;&lt;script&gt;"')
    expect(html).toContain('<span class="sparekey-button-hint">&lt;b&gt;</span>')
  })
})

describe('contentSecurityPolicy', () => {
  const nonce = 'bm9uY2Utbm9uY2Utbm9uY2U='

  // attacks: frame-link-prompt
  it('allows the one style element, forms to this site, no frames and nothing else', () => {
    expect(contentSecurityPolicy(nonce)).toBe(
      `default-src 'none'; style-src 'nonce-${nonce}'; img-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    )
  })

  it('allows the picture of the button only where it is shown', () => {
    expect(contentSecurityPolicy(nonce, { images: 'amazon' })).toContain(
      'img-src https://images-na.ssl-images-amazon.com;',
    )
  })

  it.each(["x'; script-src *", 'short', '', `${nonce}\n`])('refuses the nonce %j', (wrong) => {
    expect(() => contentSecurityPolicy(wrong)).toThrow(TypeError)
  })
})
