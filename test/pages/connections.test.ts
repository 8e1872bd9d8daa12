import { describe, expect, it } from 'vitest'
import { renderConnections } from '../../src/pages/connections.js'
import type { ConnectionsPage } from '../../src/pages/models.js'
import { textOf } from './markup.js'
import { aConnectionsPage, aFrame } from './states.js'

const render = (overrides: Partial<ConnectionsPage> = {}): string =>
  renderConnections(aConnectionsPage(overrides), aFrame())

describe('the settings page', () => {
  it('lists what is connected, since when and when it was last used', () => {
    expect(render()).toContain('<time datetime="2026-03-04T10:00:00.000Z">March 4, 2026</time>')
    expect(render()).toContain('<time datetime="2026-11-20T18:30:00.000Z">November 20, 2026</time>')
    expect(render()).toContain('<bdi>vera@post.example</bdi>')
  })

  it('writes days as the locale does', () => {
    const html = renderConnections(aConnectionsPage(), aFrame({ locale: 'de' }))
    expect(html).toContain('4. März 2026')
  })

  it('says so when a day is not known', () => {
    expect(textOf(render({ link: { email: null, linkedAt: null, lastUsedAt: null } }))).toContain(
      'Connected Not known Last used Not known',
    )
  })

  it('removes by a form, with the password where it is asked', () => {
    expect(render()).toMatch(/action="\/auth\/amazon\/connections\/unlink".*Remove this connection<\/button>/)
    expect(render()).not.toContain('type="password"')
    expect(render({ askPassword: true })).toContain('autocomplete="current-password"')
  })

  it('says why it cannot be removed, and offers no button then', () => {
    const html = render({ keepReason: 'last-way-to-sign-in', askPassword: true })
    expect(textOf(html)).toContain('Set a password for your account first.')
    expect(html).not.toContain('<form')
  })

  it('shows the button when nothing is connected', () => {
    const html = render({ link: null })
    expect(html).toMatch(/<form class="sparekey-button-form" method="post" action="\/auth\/amazon\/start">/)
    expect(html).toContain('<input type="hidden" name="intent" value="link"/>')
  })

  it('announces what was done', () => {
    expect(render({ notice: 'linked' })).toContain('role="status">Your Amazon account is connected.')
    expect(render({ link: null, notice: 'unlinked' })).toContain(
      'role="status">The connection to Amazon is removed.',
    )
  })

  it('shows a problem of the password at its field, or above when there is no field', () => {
    const problem = { reason: 'wrong-password' } as const
    expect(render({ askPassword: true, problem })).toContain('id="password-problem"')
    expect(render({ askPassword: true, problem })).not.toContain('role="alert"')
    expect(render({ problem })).toContain('role="alert"')
  })

  it('says that signing out here does not sign out of Amazon', () => {
    expect(textOf(render())).toContain('Signing out of Fernweh Books does not sign you out of Amazon.')
  })
})
