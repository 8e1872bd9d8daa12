import type { Emulator } from '../../src/emulator.js'
import type { Attack, Seen } from './attacks.js'
import { startAuthJs } from './auth-js.js'
import { startBetterAuth } from './better-auth.js'
import { startPassport } from './passport.js'
import type { PeerSite } from './peer.js'
import { startSparekey } from './sparekey.js'

/** A site as some documentation describes it, and what is seen when the attacks are played against it. */
export interface SetUp {
  readonly name: string
  readonly start: (emulator: Emulator) => Promise<{ site: PeerSite; close: () => void }>
  /** Null where the attack has nothing to play with. */
  readonly seen: Readonly<Record<Attack, Seen | null>>
}

const takenOver: Seen = { end: 'taken over' }
const keptApart: Seen = { end: 'kept apart' }
const keptApartSaying = (said: string): Seen => ({ end: 'kept apart', said })
const notLinked = keptApartSaying('account_not_linked')
const trustedProviders = ['amazon']

export const setUps: readonly SetUp[] = [
  {
    name: 'Sparekey',
    start: startSparekey,
    seen: {
      'ph-classic-federated-merge': keptApartSaying('asks for proof'),
      'ph-unexpired-session': keptApart,
      'ph-trojan-identity': keptApart,
      'ph-unexpired-email-change': keptApart,
      'ph-non-verifying-idp': keptApart,
      'ph-merge-verified-local-only': keptApartSaying('asks for proof'),
    },
  },
  {
    name: 'better-auth',
    start: (emulator) => startBetterAuth(emulator, {}),
    seen: {
      'ph-classic-federated-merge': notLinked,
      'ph-unexpired-session': takenOver,
      'ph-trojan-identity': notLinked,
      'ph-unexpired-email-change': takenOver,
      'ph-non-verifying-idp': takenOver,
      'ph-merge-verified-local-only': notLinked,
    },
  },
  {
    name: 'better-auth, `revokeSessionsOnPasswordReset`',
    start: (emulator) => startBetterAuth(emulator, { revokeSessionsOnPasswordReset: true }),
    seen: {
      'ph-classic-federated-merge': notLinked,
      'ph-unexpired-session': keptApart,
      'ph-trojan-identity': notLinked,
      'ph-unexpired-email-change': takenOver,
      'ph-non-verifying-idp': takenOver,
      'ph-merge-verified-local-only': notLinked,
    },
  },
  {
    name: 'better-auth, `trustedProviders`',
    start: (emulator) => startBetterAuth(emulator, { accountLinking: { enabled: true, trustedProviders } }),
    seen: {
      'ph-classic-federated-merge': notLinked,
      'ph-unexpired-session': takenOver,
      'ph-trojan-identity': takenOver,
      'ph-unexpired-email-change': takenOver,
      'ph-non-verifying-idp': takenOver,
      'ph-merge-verified-local-only': takenOver,
    },
  },
  {
    name: 'better-auth, `trustedProviders`, `requireLocalEmailVerified: false`',
    start: (emulator) =>
      startBetterAuth(emulator, {
        accountLinking: { enabled: true, trustedProviders, requireLocalEmailVerified: false },
      }),
    seen: {
      'ph-classic-federated-merge': takenOver,
      'ph-unexpired-session': takenOver,
      'ph-trojan-identity': takenOver,
      'ph-unexpired-email-change': takenOver,
      'ph-non-verifying-idp': takenOver,
      'ph-merge-verified-local-only': takenOver,
    },
  },
  {
    name: 'Auth.js',
    start: (emulator) => startAuthJs(emulator, {}),
    seen: {
      'ph-classic-federated-merge': { end: 'taken over', said: 'OAuthAccountNotLinked' },
      'ph-unexpired-session': takenOver,
      'ph-trojan-identity': takenOver,
      'ph-unexpired-email-change': null,
      'ph-non-verifying-idp': takenOver,
      'ph-merge-verified-local-only': keptApartSaying('OAuthAccountNotLinked'),
    },
  },
  {
    name: 'Auth.js, `allowDangerousEmailAccountLinking`',
    start: (emulator) => startAuthJs(emulator, { allowDangerousEmailAccountLinking: true }),
    seen: {
      'ph-classic-federated-merge': takenOver,
      'ph-unexpired-session': takenOver,
      'ph-trojan-identity': takenOver,
      'ph-unexpired-email-change': null,
      'ph-non-verifying-idp': takenOver,
      'ph-merge-verified-local-only': takenOver,
    },
  },
  {
    name: 'Passport, `findOrCreate` by Amazon id',
    start: (emulator) => startPassport(emulator, { unknown: 'create' }),
    seen: {
      'ph-classic-federated-merge': keptApart,
      'ph-unexpired-session': takenOver,
      'ph-trojan-identity': takenOver,
      'ph-unexpired-email-change': null,
      'ph-non-verifying-idp': keptApart,
      'ph-merge-verified-local-only': keptApart,
    },
  },
  {
    name: 'Passport, matching by email',
    start: (emulator) => startPassport(emulator, { unknown: 'match-by-email' }),
    seen: {
      'ph-classic-federated-merge': takenOver,
      'ph-unexpired-session': takenOver,
      'ph-trojan-identity': takenOver,
      'ph-unexpired-email-change': null,
      'ph-non-verifying-idp': takenOver,
      'ph-merge-verified-local-only': takenOver,
    },
  },
]
