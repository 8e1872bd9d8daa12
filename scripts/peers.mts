// `npx tsx scripts/peers.mts` writes docs/security/peers.md: the table from what test/peers expects to see.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Attack, Seen } from '../test/peers/attacks.js'
import { type SetUp, setUps } from '../test/peers/set-ups.js'

const page = new URL('../docs/security/peers.md', import.meta.url)

const columns: readonly (readonly [Attack, string])[] = [
  ['ph-classic-federated-merge', 'Merge'],
  ['ph-unexpired-session', 'Old session'],
  ['ph-trojan-identity', 'Trojan'],
  ['ph-unexpired-email-change', 'Old change of address'],
  ['ph-non-verifying-idp', 'Non-verifying provider'],
  ['ph-merge-verified-local-only', 'Owner first'],
]

const packages = [
  'better-auth',
  '@auth/core',
  'passport',
  'passport-amazon',
  'passport-oauth2',
  'passport-local',
  'express-session',
]

function renderCell(seen: Seen | null): string {
  if (seen === null) return 'n/a'
  const end = seen.end === 'taken over' ? '**taken over**' : 'kept apart'
  if (seen.said === undefined) return end
  const said = seen.said.includes(' ') ? seen.said : `\`${seen.said}\``
  return `${end} (${said})`
}

function renderRow({ name, seen }: SetUp): string {
  return `| ${name} | ${columns.map(([attack]) => renderCell(seen[attack])).join(' | ')} |`
}

function versionOf(name: string): string {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url)
  const { version }: { version: string } = JSON.parse(readFileSync(file, 'utf8'))
  return `${name} ${version}`
}

/** The page as it should be now. */
export function renderPeers(): string {
  return `# Pre-hijacking, here and elsewhere

Somebody opens an account with an address that is not theirs, and waits until its owner arrives. These are the five ways of
[Sudhodanan and Paverd (2022)](https://www.usenix.org/conference/usenixsecurity22/presentation/sudhodanan) to stay inside, and a sixth where the owner was there first. All of them were played
over HTTP against Sparekey in the bookshop and against other libraries, with the emulated Amazon as the provider, which like the real one never says that an address is
verified. Written by \`npx tsx scripts/peers.mts\`; \`test/peers\` plays every cell and compares.

| | ${columns.map(([, title]) => title).join(' | ')} |
|---|${columns.map(() => '---').join('|')}|
${setUps.map(renderRow).join('\n')}

**taken over**: in the end the attacker is in the account of whoever reads the mails. *kept apart*: not so; in brackets what the site said to the one who came from Amazon and was not let in at once. n/a: nothing to play with, see below.

## The attacks

Mallory has Vera's address and none of her mails. "Recovers" is what Vera can do with her mailbox alone: a password reset, or a sign-in by mail.

| Column | Id | What is played |
|---|---|---|
| Merge | \`ph-classic-federated-merge\` | Mallory registers Vera's address with a password. Vera comes from Amazon; if she is not let in, she recovers. Mallory signs in with the password. |
| Old session | \`ph-unexpired-session\` | Mallory registers it and stays signed in. Vera recovers. Is Mallory's browser still in? |
| Trojan | \`ph-trojan-identity\` | Mallory registers it and adds an Amazon account. Vera recovers. Mallory comes from Amazon. |
| Old change of address | \`ph-unexpired-email-change\` | Mallory registers it and asks to change to an own address. Vera recovers. Mallory opens the mail about the change, then recovers by the own address. |
| Non-verifying provider | \`ph-non-verifying-idp\` | Mallory's Amazon account shows Vera's address; an account is made with it. Vera recovers, or registers where that is not possible. Mallory comes from Amazon again. |
| Owner first | \`ph-merge-verified-local-only\` | Vera has an account, her address proven where the site proves any. Mallory's Amazon account shows the same address and comes. |

## The set-ups

Versions: ${packages.map(versionOf).join(', ')}.

- **Sparekey**: the bookshop of \`demo/\`, whose routes tell Sparekey what [host-news.md](../host-news.md) asks for. "asks for proof" is the page that wants the account's password before it links.
- **better-auth**: \`emailAndPassword\` with reset mails, \`emailVerification\` sent at sign-up, \`user.changeEmail\`, Amazon by \`genericOAuth\`, the memory adapter, and a cheap password hash to keep the tests short.
  The rows below it set what their names say. \`revokeSessionsOnPasswordReset\` and \`accountLinking\` are off by default, and \`requireLocalEmailVerified\` is on. A profile of Amazon
  carries no \`email_verified\`, so nothing is joined until the provider is named in \`trustedProviders\`. The new owner of a reset password shares the account with what was in it: its sessions, its pending change of address, its Amazon account.
- **Auth.js**: Amazon as a provider of one's own, sign-in by mail, database sessions over an adapter in memory. It keeps no passwords, so Mallory's account is made by an Amazon account that shows
  Vera's address, also where the attack speaks of a password, and the Trojan is a second Amazon account. In the first column the merge itself is refused; Vera's sign-in by mail then leads into the account that Mallory made.
  It changes no addresses: n/a.
- **Passport**: \`passport-local\` and \`passport-amazon\` over \`express-session\`, tables as in its tutorials, and a verify callback that adds the Amazon account to whoever is signed in. For one that is not known it creates
  an account without an address, or, as many tutorials do, takes the account with the same email. Passport leaves resets to the site: this one sets the password and nothing else, which decides "Old session" and "Trojan". It
  changes no addresses: n/a.

## What the table does not say

It shows what follows from the settings, not that a library is careless: a site can end sessions, remove credentials and void mails in its own hooks, and Passport leaves all of that to it on purpose. better-auth as documented
and Auth.js as documented both refuse to join accounts by Amazon's email. What they do not do is to take away, once the mailbox is proven, what was put into the account before. That is what
[\`mailboxProven\`](../rules.md#when-you-prove-a-mailbox) is for, and a site that does not call it after a reset is no better off with Sparekey.
`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(page, renderPeers())
  console.log('docs/security/peers.md is written.')
}
