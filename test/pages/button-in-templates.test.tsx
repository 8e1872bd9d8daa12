import { renderToString } from '@vue/server-renderer'
import handlebars from 'handlebars'
import { raw } from 'hono/html'
import { describe, expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { type Account, createSparekey, type Sparekey } from '../../src/index.js'
import { htmlOf } from '../../src/pages/html.js'
import { memoryLinks } from '../../src/testing.js'

const sparekey: Sparekey = createSparekey<Account>({
  baseUrl: 'https://books.example',
  secret: 'a secret for these tests, and only these',
  amazon: { clientId: 'amzn1.application-oa2-client.test', clientSecret: 'only for tests' },
  host: {
    findAccount: async () => null,
    findAccountsByEmail: async () => [],
    verifyPassword: async () => 'wrong',
    createAccount: async () => ({ problems: [] }),
    waysToSignIn: async () => [],
    endAccess: async () => {},
  },
  sessions: { current: async () => null, start: async () => ({ headers: [] }) },
  links: memoryLinks(),
})

const button = sparekey.button({ returnTo: '/cart' })

/** One template of each kind, as a host would write it, around the same button. */
const templates: [string, () => string | Promise<string>][] = [
  ['Handlebars', () => handlebars.compile('<main>{{{button}}}</main>')({ button })],
  ['JSX', () => htmlOf(<main>{raw(button)}</main>)],
  ['JSX with dangerouslySetInnerHTML', () => htmlOf(<main dangerouslySetInnerHTML={{ __html: button }} />)],
  [
    'Vue',
    () =>
      renderToString(createSSRApp({ template: '<main v-html="button"></main>', data: () => ({ button }) })),
  ],
]

describe.each(templates)('the button in %s', (_name, render) => {
  it('is the same accessible link', async () => {
    const html = await render()
    expect(html).toBe(`<main>${button}</main>`)
    expect(html).toContain('href="/auth/amazon/start?return_to=%2Fcart"')
    expect(html).toMatch(/<span lang="en">Login with Amazon<\/span><\/a>/)
  })
})

describe('a template that escapes the button', () => {
  it('shows its source, which nobody overlooks, and never half of it', () => {
    expect(handlebars.compile('{{button}}')({ button })).not.toContain('<')
  })
})
