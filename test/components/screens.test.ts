import { describe, expect, it } from 'vitest'
import { createClient } from '../../src/client.js'
import type { Journey, Step } from '../../src/components/journey.js'
import { languages, loadLanguage } from '../../src/components/languages.js'
import { promptJourney } from '../../src/components/prompt.js'
import { renderScreen } from '../../src/components/render-screen.js'
import { settingsJourney } from '../../src/components/settings.js'
import { renderLink } from '../../src/pages/link.js'
import { availableLocales, messagesFor } from '../../src/pages/messages/index.js'
import { answering, json } from '../client/an-answer.js'
import { aFrame, aLinkPage } from '../pages/states.js'

const here = 'https://shop.example/connect'
const asked = {
  outcome: 'prove-ownership',
  ways: ['password', 'mailbox'],
  amazon: { name: 'Vera', email: 'v•••@ex.test' },
  located: false,
  email: '',
  can_register: true,
}
const fields = [{ name: 'email', label: null, type: 'email', required: true, help: null, options: [] }]
const registering = { outcome: 'register', fields, prefill: { email: 'vera@ex.test' }, problems: [] }
const settings = { outcome: 'connections', link: null, keep_reason: null, ask_password: true }
const english = { siteName: 'Fernweh Books', homeUrl: '/' }

async function begin(journey: Journey, ...answers: unknown[]) {
  const site = answering(...answers.map((answer) => (answer instanceof Error ? answer : json(answer))))
  const client = createClient(site)
  const first = await journey.begin(client, here)
  const answer = async (action: string, values: Record<string, string> = {}) =>
    journey.answer(client, screenOf(first), { action, values })
  return { ...site, first, answer }
}

function screenOf(step: Step) {
  if (!('screen' in step)) throw new Error('the end')
  return step.screen
}

const shown = async (step: Step) =>
  renderScreen(screenOf(step), { ...english, language: await loadLanguage(['en']) })

describe('the languages of the components', () => {
  it.each(availableLocales)('are those of the pages: %s', async (locale) => {
    const { messages, locale: loaded } = await loadLanguage([locale, 'en'])
    expect(languages).toContain(locale)
    expect([loaded, messages.link.title]).toEqual([locale, messagesFor(locale).link.title])
  })

  it('follow the first that is there', async () => {
    expect(await loadLanguage(['nl', 'pt-PT', 'de'])).toMatchObject({ locale: 'pt', direction: 'ltr' })
    expect(await loadLanguage([])).toMatchObject({ locale: 'en' })
  })
})

describe('a screen', () => {
  it('has the markup of the page of that name', async () => {
    const { first } = await begin(promptJourney, asked)
    const page = renderLink(
      aLinkPage({
        action: '#link',
        declineAction: '#decline',
        mailAction: '#mail',
        anotherAccountUrl: '#again',
        csrf: '',
        amazon: asked.amazon,
        email: { kind: 'ask', value: '' },
        ways: ['password', 'mailbox'],
        signInUrl: null,
        forgotPasswordUrl: null,
      }),
      aFrame(),
    )
    const [, content = ''] = /<h1>[^<]*<\/h1>([\s\S]*)<\/main>/.exec(page) ?? []
    expect(content.length).toBeGreaterThan(500)
    expect(await shown(first)).toContain(content)
  })
})

describe('the prompt', () => {
  it('shows a refusal beside what was typed, without the password', async () => {
    const refused = { outcome: 'refused', reason: 'wrong-password', message: '' }
    const { answer } = await begin(promptJourney, asked, refused)
    const html = await shown(await answer('#link', { email: 'v@ex.test', password: 'kV-secret' }))
    expect(html).toContain('value="v@ex.test"')
    expect(html).toContain('aria-invalid="true"')
    expect(html).not.toContain('kV-secret')
  })

  it.each([
    ['#link', { code: 'ABC' }, '/link', { code: 'ABC' }],
    ['#mail', { email: 'v@ex.test' }, '/link/mail', { email: 'v@ex.test' }],
    ['#decline', {}, '/link/decline', {}],
    ['#register', { email: 'v@ex.test', again: '1' }, '/register', { email: 'v@ex.test', again: '1' }],
    ['#confirm', { password: '' }, '/link', {}],
  ])('sends %s', async (action, values, path, body) => {
    const site = await begin(promptJourney, asked, registering)
    await site.answer(action, values)
    expect([site.asked[1]?.url, site.bodies[1]]).toEqual([`https://shop.example/auth/amazon${path}`, body])
  })

  it('asks what waits when nobody knows what arrived', async () => {
    const site = await begin(promptJourney, asked, new TypeError('gone'), asked)
    const lost = await site.answer('#link', { password: 'p' })
    expect(await shown(lost)).toContain('No connection')
    expect(screenOf(await site.answer('#retry'))).toMatchObject({ kind: 'link' })
    expect(site.asked[2]?.url).toMatch(/\/pending$/)
  })

  it('fills a registration with what was told, then with what was typed', async () => {
    const problems = [{ field: 'email', problem: 'taken', message: null }]
    const { first, answer } = await begin(promptJourney, registering, { ...registering, problems })
    expect(await shown(first)).toContain('value="vera@ex.test"')
    const html = await shown(await answer('#register', { email: 'other@ex.test' }))
    expect(html).toContain('value="other@ex.test"')
    expect(html).toContain('href="#field-email"')
  })

  it('ends where the customer goes on elsewhere', async () => {
    const signedIn = { outcome: 'signed-in', account_id: 'a1', return_to: '/cart' }
    const { answer } = await begin(promptJourney, asked, signedIn)
    expect(await answer('#link', { password: 'p' })).toMatchObject({ end: { returnTo: '/cart' } })
    const waiting = await begin(promptJourney, asked, { outcome: 'prove-ownership', continue_at: '/code' })
    expect(await waiting.answer('#link', { password: 'p' })).toMatchObject({ end: { url: '/code' } })
  })

  it('takes a spent ticket for a problem of its own', async () => {
    const { first } = await begin(promptJourney, {
      outcome: 'refused',
      reason: 'ticket-missing',
      message: '',
    })
    expect(await shown(first)).toContain('href="#again"')
  })
})

describe('the settings', () => {
  it('show what is there again after it was removed', async () => {
    const { answer } = await begin(settingsJourney, settings, { outcome: 'unlinked' }, settings)
    expect(screenOf(await answer('#unlink', { password: 'p' }))).toMatchObject({ notice: 'unlinked' })
  })

  it('ask for the code that was sent beside the new password', async () => {
    const offered = { ...settings, set_password: { sign_in_url: null } }
    const sent = { outcome: 'code-sent', sent_at: 7, trace: 't', problem: null }
    const site = await begin(settingsJourney, offered, sent, { outcome: 'password-set' }, settings)
    const html = await shown(await site.answer('#set-password'))
    expect(html).toMatch(/name="sent_at" value="7"/)
    const typed = { code: 'C', password: 'p', sent_at: '7', trace: 't' }
    expect(screenOf(await site.answer('#set-password', typed))).toMatchObject({ notice: 'password-set' })
    expect(site.bodies[2]).toEqual({ code: 'C', password: 'p', sent_at: 7, trace: 't' })
  })

  it('begin to link, and say so on the way back', async () => {
    const { answer } = await begin(settingsJourney, settings, {
      outcome: 'continue',
      location: 'https://a.example/',
    })
    expect(await answer('#start-link', { return_to: '/me' })).toMatchObject({
      end: { url: 'https://a.example/' },
    })
    const client = createClient(answering(json(settings)))
    const back = await settingsJourney.begin(client, `${here}?amazon=linked`)
    expect(screenOf(back)).toMatchObject({ notice: 'linked' })
  })
})
