import type { Account } from '../ports/host.js'
import type { SparekeyOptions } from './options.js'

const disclosures = ['helpful', 'strict']
const emailProofs = ['none', 'code']
const profileRules = ['never', 'fill-if-empty', 'until-edited', 'always']

/** Choices that are unknown, and choices that need something else which is not there. */
export function neededProblems<A extends Account>(options: SparekeyOptions<A>): string[] {
  return [...mailProblems(options), ...profileProblems(options)]
}

function mailProblems<A extends Account>({ policy, registration, mailer }: SparekeyOptions<A>): string[] {
  const { disclosure = 'helpful' } = policy ?? {}
  const { emailProof = 'none' } = registration ?? {}
  const problems: string[] = []
  if (!disclosures.includes(disclosure))
    problems.push("policy.disclosure is unknown: use 'helpful' or 'strict'.")
  if (!emailProofs.includes(emailProof))
    problems.push("registration.emailProof is unknown: use 'none' or 'code'.")
  if (disclosure === 'strict' && mailer === undefined)
    problems.push(
      "policy.disclosure 'strict' needs mailer: only a mail may tell whether there is an account.",
    )
  if (emailProof === 'code' && mailer === undefined)
    problems.push("registration.emailProof 'code' needs mailer, which sends the code.")
  if (mailer !== undefined && typeof mailer?.send !== 'function')
    problems.push('mailer needs a function send: async send({ to, subject, text, html }) { … }.')
  return problems
}

function profileProblems<A extends Account>({ profile, host }: SparekeyOptions<A>): string[] {
  const rules = Object.entries(profile ?? {})
  const unknown = rules.filter(([, rule]) => !profileRules.includes(rule))
  const isKept = rules.some(([, rule]) => rule !== 'never')
  return [
    ...unknown.map(([field]) => `profile.${field} is unknown: use ${profileRules.join(', ')}.`),
    ...(isKept && typeof host?.updateAccount !== 'function'
      ? ['profile needs host.updateAccount, which writes what Amazon told.']
      : []),
  ]
}
