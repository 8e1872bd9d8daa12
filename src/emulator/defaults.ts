import type { Limits } from './emulation.js'
import type { ClientInput, CustomerInput } from './registration.js'

/** The cases that matter, one person each. */
export const defaultCustomers: readonly CustomerInput[] = [
  { id: 'vera', name: 'Vera Lindgren', email: 'vera@example.com', postalCode: '11122' },
  { id: 'otto', name: 'Otto Brandt', email: 'otto@example.com', postalCode: '10115' },
  // Shows the same email as Vera: Amazon does not verify it.
  { id: 'impostor', name: 'Not Vera', email: 'vera@example.com', postalCode: '90210' },
  { id: 'noemi', name: 'Noemi Conti', email: null, postalCode: null },
]

export const defaultClients: readonly ClientInput[] = [
  {
    clientId: 'amzn1.application-oa2-client.5b1f8a3c9d2e4f60718293a4b5c6d7e8',
    // Known to everybody: it opens nothing but an emulator.
    clientSecret: 'amzn1.oa2-cs.v1.0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0',
    name: 'Example Shop',
    company: 'Example Company',
    redirectUris: [
      'http://localhost:3000/auth/amazon/callback',
      'http://127.0.0.1:3000/auth/amazon/callback',
    ],
  },
]

export const defaultLimits: Limits = {
  codeLifetimeSeconds: 300,
  accessTokenLifetimeSeconds: 3600,
  tokenLength: 372,
  codePairLifetimeSeconds: 600,
  pollIntervalSeconds: 30,
}
