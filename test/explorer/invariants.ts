import { type Actor, type Design, type HostFault, mailboxOf } from './model.js'
import type { AccountView, View } from './observe.js'

export interface Rules {
  readonly design: Design
  readonly faults: readonly HostFault[]
}

/** Whether this actor can get into the account, or change how others get in. */
function hasPower(actor: Actor, account: AccountView, rules: Rules): boolean {
  const own = mailboxOf[actor]
  if (account.sessions.includes(actor) || account.password === actor) return true
  if (account.subjects.includes(actor)) return true
  if (account.verified && account.email === own) return true
  return account.tokens.some(({ kind, address }) => {
    if (address !== own) return false
    if (kind === 'change')
      return rules.faults.includes('CHANGE_NO_SESSION') || rules.faults.includes('CHANGE_PURGE')
    // Evict-and-fresh: a link to an unproven address leads to an account of one's own.
    return account.email === own && rules.design === 'purge-and-inherit'
  })
}

/** The invariants of a state that it breaks. I8 needs steps, and I9 two states. */
export function brokenIn({ accounts }: Pick<View, 'accounts'>, rules: Rules): string[] {
  const broken = new Set<string>()
  const say = (isBroken: boolean, name: string): void => {
    if (isBroken) broken.add(name)
  }
  for (const account of accounts) {
    const { email, verified, password, subjects, sessions, born, proofs } = account
    const isM = hasPower('M', account, rules)
    say(isM && verified && email === 'v', 'I1')
    say(isM && (password === 'V' || subjects.includes('V')), 'I2')
    say(isM && sessions.includes('V'), 'I3')
    say(verified && email !== null && !proofs.includes(email), 'I4')
    say(subjects.length > 1, 'I5')
    say(password === null && subjects.length === 0 && !(verified && email !== null), 'I6')
    say(isM && born === 'V', 'I7')
  }
  for (const address of ['v', 'm'] as const) {
    say(accounts.filter((one) => one.verified && one.email === address).length > 1, 'I5')
  }
  for (const actor of ['V', 'M'] as const) {
    say(accounts.filter(({ subjects }) => subjects.includes(actor)).length > 1, 'I5')
  }
  return [...broken].toSorted()
}

/** What I8 promises: V is signed in to an account that is proven for v, and M has no power over it. */
export function isAtHome({ accounts }: Pick<View, 'accounts'>, rules: Rules): boolean {
  return accounts.some(
    (account) =>
      account.sessions.includes('V') &&
      account.verified &&
      account.email === 'v' &&
      !hasPower('M', account, rules),
  )
}
