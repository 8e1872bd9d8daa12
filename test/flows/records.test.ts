import { describe, expect, it } from 'vitest'
import { type Journey, journeys, openScene } from './journeys.js'

/** What one step told the host, wrote down, mailed and began. */
async function recordsOf(journey: Journey) {
  const { site, links, sessions, ...scene } = openScene()
  const step = await journey({ site, links, sessions, ...scene })
  const [told, written, mailed, begun] = [site.events, links.auditRecords, site.mails, sessions].map(
    ({ length }) => length,
  )
  await step()
  return {
    events: site.events.slice(told).map(({ at: _at, ...event }) => event),
    audit: links.auditRecords
      .slice(written)
      .map(({ event, accountId, details }) => [event, accountId, details]),
    mails: site.mails.slice(mailed).map(({ to, subject }) => `${to}: ${subject}`),
    sessions: sessions.slice(begun).map(({ account, how }) => [account, how.method]),
  }
}

const nothing = { events: [], audit: [], mails: [], sessions: [] }
const signedIn = (accountId: string) => ({ type: 'signed-in', accountId })
const signedUp = (accountId: string) => [{ type: 'signed-up', accountId }, signedIn(accountId)]
const linkedNotice = 'vera@ex.test: An Amazon account can now sign in to your shop.example account'
const unlinkedNotice = 'vera@ex.test: Your shop.example account is no longer connected to Amazon'
const linkedBy = (method: string) => ({
  events: [{ type: 'linked', accountId: 'a1', intent: 'sign-in' }, signedIn('a1')],
  audit: [['linked', 'a1', { intent: 'sign-in' }]],
  mails: [linkedNotice],
  sessions: [['a1', method]],
})

const records: Record<keyof typeof journeys, object> = {
  'signing up': {
    events: signedUp('a1'),
    audit: [['signed-up', 'a1', {}]],
    sessions: [['a1', 'registration']],
  },
  'signing in': { events: [signedIn('a1')], sessions: [['a1', 'amazon']] },
  'coming back to nobody': {
    events: [{ type: 'evicted', accountId: 'a1' }, ...signedUp('a1')],
    audit: [
      ['evicted', 'a1', { because: 'account-gone' }],
      ['signed-up', 'a1', {}],
    ],
    sessions: [['a1', 'registration']],
  },
  'completing a sign-up': {
    events: signedUp('a1'),
    audit: [['signed-up', 'a1', {}]],
    sessions: [['a1', 'registration']],
  },
  'asking for an account': {},
  'typing the password': linkedBy('password'),
  'typing the password of nobody': {
    events: [{ type: 'refused', reason: 'wrong-password', route: '/link' }],
  },
  'asking for a code': { mails: ['vera@ex.test: Your code for shop.example'] },
  'typing a code': linkedBy('mailbox'),
  registering: {
    events: signedUp('a2'),
    audit: [['signed-up', 'a2', {}]],
    sessions: [['a2', 'registration']],
  },
  'linking from settings': {
    events: [{ type: 'linked', accountId: 'a1', intent: 'link' }],
    audit: [['linked', 'a1', { intent: 'link' }]],
    mails: [linkedNotice],
  },
  'saying no': {},
  'switching accounts': { events: [signedIn('a1')], sessions: [['a1', 'amazon']] },
  'reading settings': {},
  unlinking: {
    events: [{ type: 'unlinked', accountId: 'a1' }],
    audit: [['unlinked', 'a1', {}]],
    mails: [unlinkedNotice],
    sessions: [['a1', 'password']],
  },
  'taking a link back': {
    events: [{ type: 'unlinked', accountId: 'a1' }],
    audit: [['unlinked', 'a1', { because: 'not-me' }]],
    mails: [unlinkedNotice],
  },
  'asking for a first password': { mails: ['vera@ex.test: Your code for shop.example'] },
  'setting a first password': {
    events: [{ type: 'password-set', accountId: 'a1' }],
    mails: ['vera@ex.test: A password was set for your shop.example account'],
    sessions: [['a1', 'password']],
  },
}

describe('what is left of a step', () => {
  it.each(Object.entries(journeys))('is what happened in it: %s', async (name, journey) => {
    expect(await recordsOf(journey)).toEqual({ ...nothing, ...records[name] })
  })
})
