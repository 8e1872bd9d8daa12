import type { Client } from '../client/client.js'
import type { Outcome } from '../client/outcomes.js'
import { heldBy, type Journey, type Sent, type Step, stepOf } from './journey.js'
import type { Screen } from './screen.js'

/** The questions after Amazon: whose account this is, a yes, or what is missing for a new one. */
export const promptJourney: Journey = {
  begin: async (client, address) => stepOf((await client.finish(address)) ?? (await client.pending()), null),
  answer: async (client, screen, sent) => {
    const outcome = await send(client, screen, sent)
    return outcome === null
      ? promptJourney.begin(client, 'about:blank')
      : keepGiven(stepOf(outcome, screen), sent)
  },
}

/** Null for "try again": what waits is asked anew, because nobody knows what arrived. */
async function send(client: Client, screen: Screen, { action, values }: Sent): Promise<Outcome | null> {
  const held = heldBy(screen)
  const { password = '', email, code } = values
  switch (action) {
    case '#confirm':
      return client.confirm(password === '' ? {} : { password }, held)
    case '#link':
      if (code !== undefined) return client.prove({ code }, held)
      return client.prove({ password, ...(email !== undefined && { email }) }, held)
    case '#mail': {
      const sent = await client.mailCode(email === undefined ? {} : { email }, held)
      return sent
    }
    case '#decline':
      return client.decline(held)
    case '#have-account':
      return client.haveAccount(held)
    case '#register':
      return client.register(values, held)
    default:
      return null
  }
}

/** A form that comes back has what was typed in it, but for passwords. */
function keepGiven(step: Step, { values: { password: _password, ...given } }: Sent): Step {
  if (!('screen' in step) || !('given' in step.screen)) return step
  return { ...step, screen: { ...step.screen, given } }
}
