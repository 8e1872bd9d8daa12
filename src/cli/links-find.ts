import { defineCommand } from 'citty'
import type { SqlAccount, SqlHost } from '../sql.js'
import { databaseArguments, findWorkplace } from './database-arguments.js'
import { knownOptions } from './known-options.js'
import { maskEmail, maskSubject } from './mask.js'
import { withDatabase } from './open-database.js'
import { openHost } from './open-host.js'
import { refuseUnknown } from './refuse-unknown.js'
import type { Report } from './report.js'
import { UsageError } from './usage-error.js'

const findArguments = {
  who: {
    type: 'positional',
    required: false,
    valueHint: 'Amazon id, account id or email',
    description: 'Whose link',
  },
  issuer: {
    type: 'string',
    default: 'https://www.amazon.com',
    description: 'Whose Amazon ids are meant, where there are several issuers',
  },
  ...databaseArguments,
} as const

export const findLinks = defineCommand({
  meta: { name: 'sparekey links find', description: 'Shows the link of a customer, and when it was used.' },
  args: findArguments,
  async run({ args }): Promise<Report> {
    refuseUnknown('links find', { ...args, _: args._.slice(1) }, knownOptions(findArguments))
    const { who = '', issuer } = args
    if (who === '') {
      throw new UsageError('Whose link?', 'For example: sparekey links find kim@shop.example')
    }
    const place = findWorkplace(args)
    return withDatabase(place.address, { folder: place.folder }, async (open) =>
      render(who, await find(openHost(open, place.file), who, issuer)),
    )
  },
})

type Link = NonNullable<Awaited<ReturnType<SqlHost['links']['findLink']>>>

/** An account with its link; one of the two may be missing. */
interface Found {
  readonly accountId: string
  readonly account: SqlAccount | null
  readonly link: Link | null
}

async function find(host: SqlHost, who: string, issuer: string): Promise<Found[]> {
  const byId = await host.findAccount(who)
  const byEmail = who.includes('@') ? await host.findAccountsByEmail(who) : []
  const bySubject = await host.links.findLink({ issuer, subject: who })
  const links = [bySubject, await host.links.findLinkOfAccount(who)].filter((link) => link !== null)
  const ids = [
    ...links.map((link) => link.accountId),
    ...[byId, ...byEmail].filter((account) => account !== null).map((account) => account.id),
  ]
  return Promise.all(
    [...new Set(ids)].map(async (accountId) => ({
      accountId,
      account: await host.findAccount(accountId),
      link: await host.links.findLinkOfAccount(accountId),
    })),
  )
}

function render(who: string, found: readonly Found[]): Report {
  const shown = found.map(({ accountId, account, link }) => ({
    accountId,
    account:
      account === null ? ('gone' as const) : account.disabled ? ('disabled' as const) : ('there' as const),
    email: account?.email ? maskEmail(account.email) : null,
    linked: link !== null,
    subject: link === null ? null : maskSubject(link.identity.subject),
    linkedAt: link?.linkedAt?.toISOString() ?? null,
    lastUsedAt: link?.lastUsedAt?.toISOString() ?? null,
  }))
  const isLinked = found.some(({ link }) => link !== null)
  const text =
    shown.length === 0
      ? `No account and no link for ${JSON.stringify(who)}. An Amazon id is compared byte by byte, an account id as the database writes it.`
      : shown.map(renderOne).join('\n\n')
  return { text, json: { found: shown }, outcome: isLinked ? 'done' : 'failed' }
}

type Shown = Readonly<Record<'accountId', string>> & {
  readonly account: 'gone' | 'disabled' | 'there'
  readonly email: string | null
  readonly linked: boolean
  readonly subject: string | null
  readonly linkedAt: string | null
  readonly lastUsedAt: string | null
}

function renderOne({ accountId, account, email, linked, subject, linkedAt, lastUsedAt }: Shown): string {
  const head = `Account ${accountId}${account === 'there' ? '' : ` (${account})`}`
  if (!linked) return `${head}\n  email      ${email ?? '(none)'}\n  Amazon     not linked`
  return [
    head,
    `  email      ${email ?? '(none)'}`,
    `  Amazon     ${subject ?? ''}`,
    `  linked     ${linkedAt ?? '(not recorded)'}`,
    `  last used  ${lastUsedAt ?? '(never, or not recorded)'}`,
  ].join('\n')
}
