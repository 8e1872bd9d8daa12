import type { Client, Outcome, ProveOwnership, Register } from 'sparekey/client'

/** Amazon's SDK on the phone, behind a native module: asks the customer, and answers an access token. */
export interface AmazonSdk {
  authorize(): Promise<{ readonly accessToken: string } | 'cancelled'>
}

/** What the app's screens answer; null when the customer leaves them. */
export interface Screens {
  askPassword(
    question: ProveOwnership,
    problem: string | null,
  ): Promise<{ readonly password: string } | 'not-mine' | null>
  askDetails(question: Register): Promise<Readonly<Record<string, string>> | null>
}

/** Signs in with Amazon: the whole journey, until there is a session or a sentence to show. */
export async function signIn(
  client: Client,
  amazon: AmazonSdk,
  screens: Screens,
): Promise<Outcome | 'cancelled'> {
  const authorized = await amazon.authorize()
  if (authorized === 'cancelled') return 'cancelled'
  const { accessToken } = authorized
  // The ticket of an answer works only beside the token it was got with.
  const held = (ticket: string | null) => ({ ticket, ticketKey: accessToken })

  const prove = async (question: ProveOwnership, problem: string | null): Promise<Outcome | 'cancelled'> => {
    const answer = await screens.askPassword(question, problem)
    if (answer === null) return 'cancelled'
    if (answer === 'not-mine') return client.decline(held(question.ticket))
    const outcome = await client.prove(answer, held(question.ticket))
    const isWrong = outcome.kind === 'refused' && outcome.reason === 'wrong-password'
    return isWrong ? prove(question, outcome.message) : outcome
  }
  const register = async (question: Register): Promise<Outcome | 'cancelled'> => {
    const details = await screens.askDetails(question)
    return details === null ? 'cancelled' : client.register(details, held(question.ticket))
  }

  let outcome: Outcome | 'cancelled' = await client.token({ accessToken })
  while (outcome !== 'cancelled' && (outcome.kind === 'prove-ownership' || outcome.kind === 'register'))
    outcome = await (outcome.kind === 'register' ? register(outcome) : prove(outcome, null))
  return outcome
}
