import { describe, expect, it } from 'vitest'
import { guarded, isControlFlow, SparekeyFailure } from '../../src/flows/failure.js'

const failing = (error: unknown) => async (): Promise<never> => {
  throw error
}
const withMembers = (members: object) => Object.assign(new Error('x'), members)

describe('guarded', () => {
  it('answers what the call answers', async () => {
    expect(await guarded('host-failed', async () => 7)).toBe(7)
  })

  it('names whose call failed, and keeps why', async () => {
    const cause = new Error('no database')
    const failure = await guarded('store-failed', failing(cause)).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(SparekeyFailure)
    expect(failure).toMatchObject({
      name: 'SparekeyFailure',
      message: 'store-failed',
      code: 'store-failed',
      cause,
    })
  })

  it('takes a call that throws before it promises anything for failed', async () => {
    const cause = new TypeError('not a function')
    const call = (): Promise<never> => {
      throw cause
    }
    await expect(guarded('session-failed', call)).rejects.toMatchObject({ code: 'session-failed', cause })
  })

  it('keeps the first name of a failure that passes through two', async () => {
    const first = new SparekeyFailure('mail-failed', null)
    await expect(guarded('host-failed', failing(first))).rejects.toBe(first)
  })

  it('lets through what a framework throws on purpose', async () => {
    const response = new Response(null)
    await expect(guarded('host-failed', failing(response))).rejects.toBe(response)
    const redirected = withMembers({ digest: 'NEXT_REDIRECT;/x' })
    await expect(guarded('host-failed', failing(redirected))).rejects.toBe(redirected)
  })
})

describe('isControlFlow', () => {
  it.each([
    ['a Response', new Response(null)],
    ['a redirect of Next', withMembers({ digest: 'NEXT_REDIRECT;replace;/x' })],
    ['an exception of Nest or Hono', withMembers({ getResponse: () => new Response(null) })],
    ['an error of http-errors that is meant for the client', withMembers({ expose: true, statusCode: 403 })],
    ['data() of React Router', { type: 'DataWithResponseInit' }],
    ['a redirect of SvelteKit', { status: 303, location: '/x' }],
    ['an error of SvelteKit', { status: 404, body: { message: 'gone' } }],
  ])('is true for %s', (_what, error) => {
    expect(isControlFlow(error)).toBe(true)
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'NEXT_REDIRECT'],
    ['an error', new Error('x')],
    ['an error with a digest of its own', withMembers({ digest: 'sha-NEXT_' })],
    ['an error that only holds a response', withMembers({ getResponse: new Response(null) })],
    ['an error of http-errors that is not for the client', withMembers({ expose: false, statusCode: 500 })],
    ['an error that says "expose" without a status', withMembers({ expose: true })],
    ['an error with a status', withMembers({ statusCode: 403 })],
    ['an object of another type', { type: 'DataWithResponse' }],
    ['an Error with the members of a redirect', withMembers({ status: 303, location: '/x' })],
    ['a location without a status', { location: '/x' }],
    ['a status alone', { status: 404 }],
    ['a status with a body that says nothing', { status: 404, body: {} }],
    ['a status with a body of text', { status: 404, body: 'message' }],
    ['a status with no body', { status: 404, body: null }],
    ['a status in words', { status: '303', location: '/x' }],
  ])('is false for %s', (_what, error) => {
    expect(isControlFlow(error)).toBe(false)
  })
})
