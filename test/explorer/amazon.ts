import { takeShortcut } from '../../src/emulator/authorize.js'
import { defaultLimits } from '../../src/emulator/defaults.js'
import type { Emulation } from '../../src/emulator/emulation.js'
import { createFaults } from '../../src/emulator/faults.js'
import { pairwiseUserId } from '../../src/emulator/identifiers.js'
import { isDropped } from '../../src/emulator/play-fault.js'
import { defaultReadings } from '../../src/emulator/readings.js'
import { parseClient, parseCustomer } from '../../src/emulator/registration.js'
import { createRequestLog } from '../../src/emulator/request-log.js'
import { answerRequest } from '../../src/emulator/routes.js'
import { createState, type State } from '../../src/emulator/state.js'
import { canaries } from '../support/canaries.js'
import { type Actor, type Address, actors, mailOf } from './model.js'

export const clientId = 'amzn1.application-oa2-client.explorer'

const company = 'The Shop'

/** The emulator without its server: codes that count once, for their client, redirect URI and proof key only. */
export class Amazon {
  readonly #emulation: Emulation
  readonly #redirectUri: string

  constructor(redirectUri: string, clock: () => Date) {
    this.#redirectUri = redirectUri
    this.#emulation = {
      state: this.#stateWith([]),
      faults: createFaults(),
      log: createRequestLog(() => {}),
      limits: { ...defaultLimits, tokenLength: 64 },
      clock,
      origin: '',
    }
  }

  /** Where the browser of this person ends whose profile shows `email`. What was granted before is forgotten. */
  authorize(location: string, actor: Actor, email: Address): string {
    this.#emulation.state = this.#stateWith([{ id: actor, name: actor, email: mailOf(email) }])
    this.#emulation.log.clear()
    const answer = takeShortcut(this.#emulation, new URL(location), { customer: actor })
    if ('problem' in answer) throw new Error(`Amazon shows a page: ${answer.problem}.`)
    return answer.location
  }

  readonly fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const asked = {
      method: init.method ?? 'GET',
      url: new URL(input instanceof Request ? input.url : input),
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? init.body : '',
      region: 'na' as const,
    }
    const answer = await answerRequest({ emulation: this.#emulation, controls: { reset: () => {} } }, asked)
    if (isDropped(answer)) throw new TypeError('The connection was dropped.')
    return new Response(answer.body, { status: answer.status, headers: answer.headers })
  }

  #stateWith(customers: readonly { id: string; name: string; email: string }[]): State {
    const client = {
      clientId,
      clientSecret: canaries.clientSecret,
      company,
      redirectUris: [this.#redirectUri],
    }
    const known = customers.map(parseCustomer)
    return createState({ customers: known, clients: [parseClient(client)], readings: defaultReadings })
  }
}

const subjects = new Map(actors.map((actor) => [pairwiseUserId(actor, company), actor]))

/** Whose Amazon account a subject is. */
export function ownerOf(subject: string): Actor {
  const owner = subjects.get(subject)
  if (owner === undefined) throw new Error(`Nobody has the subject ${subject}.`)
  return owner
}
