import { describe, expect, it } from 'vitest'
import { compose } from '../../src/configuration/compose.js'
import type { SparekeyOptions } from '../../src/index.js'
import { memoryLinks } from '../../src/testing.js'

interface Reader {
  readonly id: string
  readonly email: string
  readonly emailProven: boolean
  readonly language: string | null
}

const aReader = (language: string | null): Reader => ({
  id: '1',
  email: 'vera@post.example',
  emailProven: true,
  language,
})

const options: SparekeyOptions<Reader> = {
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
  sessions: { current: async () => null, start: async () => {} },
  links: memoryLinks(),
  // A visitor's language, which must not decide about the mail.
  pages: { siteName: 'Fernweh', locale: () => 'ja' },
}

const details = { when: new Date('2026-11-22T18:41:00Z'), place: null, undoUrl: null }

const subjectFor = (language: string | null, changes: Partial<SparekeyOptions<Reader>> = {}): string => {
  const { wiring } = compose({ ...options, ...changes })
  return wiring.notices('linked', aReader(language), details).subject
}

describe('mailLocale', () => {
  const mailLocale = ({ language }: Reader): string | null => language

  it('writes to the owner of the account in the language of the account', () => {
    expect(subjectFor('de-AT', { mailLocale })).toBe(
      'Ihr Konto bei Fernweh ist jetzt mit einem Amazon-Konto verknüpft',
    )
  })

  it.each([null, 'tlh'])('writes English where it answers %s', (language) => {
    expect(subjectFor(language, { mailLocale })).toBe(
      'An Amazon account can now sign in to your Fernweh account',
    )
  })

  it('writes English by default, whatever the visitor reads', () => {
    expect(subjectFor('de')).toBe('An Amazon account can now sign in to your Fernweh account')
  })
})
