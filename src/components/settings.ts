import type { Client } from '../client/client.js'
import type { Outcome } from '../client/outcomes.js'
import { type Journey, type Sent, type Step, stepOf } from './journey.js'
import type { ConnectionsScreen, Screen } from './screen.js'

/** Settings: what is linked, and how to change that. */
export const settingsJourney: Journey = {
  begin: async (client, address) => {
    const told = await client.finish(address)
    if (told !== null && told.kind !== 'linked') return stepOf(told, null)
    return show(client, told === null ? {} : { notice: 'linked' })
  },
  answer: async (client, screen, sent) => {
    if (screen.kind !== 'connections') return show(client, {})
    const outcome = await send(client, screen, sent)
    if (outcome.kind === 'code-sent') return { screen: { ...screen, problem: null, sent: outcome }, outcome }
    if (outcome.kind === 'unlinked' || outcome.kind === 'password-set')
      return show(client, { notice: outcome.kind })
    return stepOf(outcome, screen)
  },
}

async function show(client: Client, told: Pick<Partial<ConnectionsScreen>, 'notice'>): Promise<Step> {
  const step = stepOf(await client.connections(), null)
  if (!('screen' in step) || step.screen.kind !== 'connections') return step
  return { ...step, screen: { ...step.screen, ...told } }
}

async function send(client: Client, screen: Screen, { action, values }: Sent): Promise<Outcome> {
  const { password, code, sent_at: sentAt, trace = '', return_to: returnTo } = values
  if (action === '#start-link') return client.startLink(returnTo === undefined ? {} : { returnTo })
  if (action === '#unlink') return client.unlink(password === undefined ? {} : { password })
  if (action !== '#set-password') return client.connections()
  if (code === undefined) return client.setPassword()
  return client.setPassword({ code, password: password ?? '', sent: { sentAt: Number(sentAt), trace } })
}
