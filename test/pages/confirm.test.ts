import { describe, expect, it } from 'vitest'
import { renderConfirm } from '../../src/pages/confirm.js'
import type { ConfirmPage } from '../../src/pages/models.js'
import { textOf } from './markup.js'
import { aConfirmPage, aFrame } from './states.js'

const render = (overrides: Partial<ConfirmPage> = {}): string =>
  renderConfirm(aConfirmPage(overrides), aFrame())

describe('the confirmation page', () => {
  // attacks: link-prompt-phish
  it('names the Amazon account and the account that is signed in', () => {
    expect(textOf(render())).toMatch(
      /Amazon account Vera Lindqvist v•••@post\.example Signed in at Fernweh Books Vera L\. vera@books\.example/,
    )
  })

  it('says on the button what it does, and offers to do nothing', () => {
    expect(render()).toMatch(
      /action="\/auth\/amazon\/link".*<button class="primary" type="submit">Connect this Amazon account</,
    )
    expect(render()).toMatch(
      /action="\/auth\/amazon\/link\/decline".*<button class="secondary" type="submit">Do not connect</,
    )
  })

  // attacks: frame-doubleclick
  it('needs more than one click to connect: a tick or the password', () => {
    expect(render()).toContain('<input id="mine" type="checkbox" required=""/>')
    expect(render({ askPassword: true })).toMatch(/<input id="password"[^>]* required=""/)
    expect(render({ askPassword: true })).not.toContain('id="mine"')
  })

  it('asks before it switches to another account', () => {
    const html = render({ kind: 'switch' })
    expect(textOf(html)).toContain('the account that is signed in now is signed out first')
    expect(textOf(html)).toMatch(/Switch account Stay signed in/)
  })

  it('shows an account without name and address as such', () => {
    expect(textOf(render({ amazon: { name: null, email: null } }))).toContain('Amazon account No name given')
  })
})
