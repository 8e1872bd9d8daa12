import { describe, expect, it } from 'vitest'
import { failureCodes, refusalReasons } from '../../src/linking/reasons.js'
import { renderContinue } from '../../src/pages/continue.js'
import type { ProblemPage } from '../../src/pages/models.js'
import { renderProblem } from '../../src/pages/problem.js'
import { attributeValues, textOf, titleOf } from './markup.js'
import { aFrame } from './states.js'

const render = (overrides: Partial<ProblemPage> = {}): string => {
  const problem = { kind: 'failed', code: 'amazon-timeout', reference: 'K7QF-2M9X' } as const
  return renderProblem({ problem, retryUrl: null, signInUrl: null, ...overrides }, aFrame())
}

describe('the problem page', () => {
  it('offers to try again, to sign in another way, and to go home', () => {
    const html = render({ retryUrl: '/auth/amazon/start?return_to=%2Fcart', signInUrl: '/sign-in' })
    expect(html).toMatch(/class="primary" href="\/auth\/amazon\/start\?return_to=%2Fcart">Try again</)
    expect(html).toMatch(/class="secondary" href="\/sign-in">Sign in at Fernweh Books</)
    expect(html).toMatch(/class="secondary" href="\/">Back to Fernweh Books</)
  })

  it('always has one way on', () => {
    expect(render()).toMatch(/class="primary" href="\/">Back to Fernweh Books</)
  })

  it('gives the reference that support looks for', () => {
    expect(render()).toContain('Reference: <code>K7QF-2M9X</code>')
  })

  it('says how long to wait', () => {
    const problem = { kind: 'refused', reason: 'too-many-attempts', retryAfterSeconds: 3601 } as const
    expect(textOf(render({ problem }))).toContain('You can try again in 2 hours.')
  })

  it.each(refusalReasons)('does not show the code of %s', (reason) => {
    const html = render({ problem: { kind: 'refused', reason } })
    if (reason.includes('-')) expect(textOf(html)).not.toContain(reason)
  })

  it.each(failureCodes)('calls %s a problem', (code) => {
    expect(titleOf(render({ problem: { kind: 'failed', code, reference: 'R' } }))).toMatch(/^Problem: /)
  })

  it.each(['declined', 'authorization-declined', 'already-linked'] as const)(
    'does not call %s one',
    (reason) => {
      expect(titleOf(render({ problem: { kind: 'refused', reason } }))).not.toMatch(/^Problem/)
    },
  )
})

describe('the step on to Amazon', () => {
  it('goes on by itself and by a link, to the same address', () => {
    const location = 'https://www.amazon.com/ap/oa?client_id=a&state="s'
    const html = renderContinue({ location, to: 'amazon' }, aFrame())
    const address = 'https://www.amazon.com/ap/oa?client_id=a&amp;state=&quot;s'
    expect(html).toContain(`<meta http-equiv="refresh" content="0; url=${address}"/>`)
    expect(attributeValues(html, 'href')).toContain(address)
    expect(textOf(html)).toContain('Continue to Amazon')
  })

  it('does not speak of Amazon where it leads elsewhere', () => {
    const html = renderContinue({ location: 'https://app.shop.example/', to: 'elsewhere' }, aFrame())
    expect(textOf(html)).toContain('Continue')
    expect(textOf(html)).not.toContain('Amazon')
  })
})
