import { describe, expect, it } from 'vitest'
import { routes } from '../../src/http/routes.js'
import { openPlainSite, PlainVisitor } from '../support/plain-site.js'

async function fetchDocument(options: Parameters<typeof openPlainSite>[0] = {}) {
  const visitor = new PlainVisitor(openPlainSite(options))
  const { text } = await visitor.get('/auth/amazon/openapi.json', { accept: 'application/json' })
  return JSON.parse(text)
}

const json = (schema: object) => ({ content: { 'application/json': { schema } } })
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const text = { type: 'string' }

describe('what a client can be made from', () => {
  it('is named after the site', async () => {
    const { info } = await fetchDocument({ pages: { siteName: 'The Bookshop' } })
    expect(info).toEqual({ title: 'Login with Amazon at The Bookshop', version: '1' })
  })

  it('names what is read with the ticket that a program holds, and posts nothing', async () => {
    const { paths } = await fetchDocument()
    const header = (name: string) => ({ name, in: 'header', required: false, schema: text })
    expect(paths['/pending'].get).toEqual({
      operationId: 'getPending',
      summary: 'What is waited for; uses nothing up',
      parameters: [header('Sparekey-Ticket'), header('Sparekey-Ticket-Key')],
      responses: {
        409: {
          description: 'ProveOwnership, ContinueAt, Register, Confirm, Refused',
          ...json({ anyOf: ['ProveOwnership', 'ContinueAt', 'Register', 'Confirm', 'Refused'].map(ref) }),
        },
        '4XX': { description: 'Refused', ...json(ref('Refused')) },
        '5XX': { description: 'Failed', ...json(ref('Failed')) },
      },
    })
  })

  it('names what has to be posted, and takes nothing else', async () => {
    const { paths } = await fetchDocument()
    expect(paths['/session'].post).toMatchObject({ operationId: 'postSession' })
    expect(paths['/session'].post).not.toHaveProperty('parameters')
    expect(paths['/session'].post.requestBody).toEqual({
      required: true,
      ...json({
        type: 'object',
        properties: { code: text, code_verifier: text },
        required: ['code', 'code_verifier'],
        additionalProperties: false,
      }),
    })
    expect(paths['/device'].post.requestBody).toEqual({
      required: true,
      ...json({ type: 'object', properties: {}, additionalProperties: false }),
    })
  })

  it('leaves a registration its own fields', async () => {
    const { paths } = await fetchDocument()
    const names = ['ticket', 'ticket_key', 'email', 'name', 'postal_code', 'code', 'again']
    expect(paths['/register'].post.requestBody).toEqual({
      required: true,
      ...json({
        type: 'object',
        properties: Object.fromEntries(names.map((name) => [name, text])),
        additionalProperties: { type: ['string', 'boolean', 'number'] },
      }),
    })
  })

  it('says of itself that it is a document', async () => {
    const { paths } = await fetchDocument()
    const { responses } = paths['/openapi.json'].get
    expect(responses[200]).toEqual({ description: 'A document', ...json({ type: 'object' }) })
  })

  it('names an operation by its method and its path', async () => {
    const { paths } = await fetchDocument()
    const ids = Object.values<Record<string, { operationId: string }>>(paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    )
    expect(ids.length).toBe(routes.length - 3)
    expect(ids).toEqual(expect.arrayContaining(['postLinkMail', 'getOpenapiJson', 'postConnectionsUnlink']))
  })
})
