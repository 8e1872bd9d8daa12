/** What a site under measurement is told when it starts. */
export interface Orders {
  /** Address of its PostgreSQL database. */
  readonly database: string
  /** Where the double of Amazon answers. */
  readonly amazon: string
}

export const siteNames = ['floor', 'sparekey', 'passport'] as const

export type SiteName = (typeof siteNames)[number]

/** The same routes on every site, so that one load generator serves them all. */
export const paths = { start: '/auth/amazon/start', callback: '/auth/amazon/callback', me: '/me' } as const

export const client = {
  id: 'amzn1.application-oa2-client.bench',
  secret: 'the-secret-of-the-bench-client',
} as const

export const secret = 'a-secret-of-the-bench-with-at-least-32-bytes'

/** How `fill` made the tables, as `sqlHost` is told. */
export const tables = {
  accounts: { table: 'users', id: 'id', email: 'email', name: 'full_name', passwordHash: 'password_hash' },
  links: { table: 'amazon_links' },
} as const

/** As many connections to the database as each site may hold. */
export const connections = 10

export const issuer = 'https://www.amazon.com'
