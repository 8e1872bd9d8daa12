/** Values that must never show in a log, an error, an event, a page or an address. */
export const canaries = {
  secret: 'canary-sealing-secret-9f3b1c5d7e2a4f60',
  clientSecret: 'amzn1.oa2-cs.v1.canary-client-secret-1a2b3c4d5e6f',
  password: 'canary-password-typed-by-a-customer',
} as const
