import { randomBytes } from 'node:crypto'
import { confirm } from '@clack/prompts'
import { defineCommand } from 'citty'
import { orderNotice, type SqlHost } from '../sql.js'
import { databaseArguments, findWorkplace } from './database-arguments.js'
import { knownOptions } from './known-options.js'
import { maskSubject } from './mask.js'
import { withDatabase } from './open-database.js'
import { openHost } from './open-host.js'
import { nameOperator } from './operator.js'
import { refuseUnknown } from './refuse-unknown.js'
import type { Report } from './report.js'
import { UsageError } from './usage-error.js'

const unlinkArguments = {
  account: { type: 'string', valueHint: 'id', description: 'The account whose link goes' },
  reason: { type: 'string', valueHint: 'text', description: 'Why, for the audit record; no personal data' },
  operator: { type: 'string', valueHint: 'name', description: 'Who does this, for the audit record' },
  yes: { type: 'boolean', description: 'Does not ask' },
  force: { type: 'boolean', description: 'Unlinks even if the customer then has no way to sign in' },
  ...databaseArguments,
} as const

export const unlinkAccount = defineCommand({
  meta: {
    name: 'sparekey links unlink',
    description: 'Removes the link of an account, with an audit record. Open sessions are not ended.',
  },
  args: unlinkArguments,
  async run({ args }): Promise<Report> {
    refuseUnknown('links unlink', args, knownOptions(unlinkArguments))
    const { account = '' } = args
    if (account === '') {
      throw new UsageError(
        'Which account?',
        'For example: sparekey links unlink --account 42 --reason "asked by mail"',
      )
    }
    const place = findWorkplace(args)
    return withDatabase(place.address, { folder: place.folder }, (open) =>
      unlink(openHost(open, place.file), account, {
        reason: args.reason?.trim().slice(0, 500) ?? '',
        operator: nameOperator(args.operator),
        lastWay: args.force === true ? 'may-go' : 'stays',
        ask:
          args.yes === true ? 'no' : args.json === true ? 'cannot' : process.stdin.isTTY ? 'yes' : 'cannot',
      }),
    )
  },
})

type Link = NonNullable<Awaited<ReturnType<SqlHost['links']['findLink']>>>

interface Choices {
  readonly reason: string
  readonly operator: string
  readonly lastWay: 'may-go' | 'stays'
  readonly ask: 'yes' | 'no' | 'cannot'
}

async function unlink(host: SqlHost, accountId: string, choices: Choices): Promise<Report> {
  const link = await host.links.findLinkOfAccount(accountId)
  if (link === null) throw await nothingToUnlink(host, accountId)
  await refuseLastWay(host, accountId, choices)
  if (!(await isConfirmed(link, choices))) {
    return { text: 'Nothing was changed.', json: { result: 'declined', accountId }, outcome: 'failed' }
  }
  const { operator, reason } = choices
  const details = { by: 'support', operator, ...(reason === '' ? {} : { reason }) }
  const at = new Date()
  const audit = { at, event: 'unlinked', accountId, identity: link.identity, details } as const
  const id = randomBytes(16).toString('base64url')
  const notice = orderNotice(id, { kind: 'unlinked', accountId, at })
  const result = await host.links.deleteLink(accountId, audit, [notice])
  if (result === 'not-linked') throw await nothingToUnlink(host, accountId)
  const subject = maskSubject(link.identity.subject)
  return {
    text: `Account ${accountId} is no longer linked to ${subject}. Recorded as done by ${operator}. Sessions that are open stay open. A proven address is told by mail when the site delivers the next time.`,
    json: { result: 'unlinked', accountId, subject, operator, reason: reason === '' ? null : reason },
  }
}

async function nothingToUnlink(host: SqlHost, accountId: string): Promise<UsageError> {
  const account = await host.findAccount(accountId)
  const problem = account === null ? 'There is no account' : 'There is no link of account'
  return new UsageError(
    `${problem} ${JSON.stringify(accountId)}.`,
    'Find the account by its address or its Amazon id: sparekey links find <who>',
  )
}

/** Asked of the host as it is configured; an account that is gone needs no way in. */
async function refuseLastWay(host: SqlHost, accountId: string, { lastWay }: Choices): Promise<void> {
  const account = await host.findAccount(accountId)
  if (account === null || lastWay === 'may-go') return
  if ((await host.waysToSignIn(account)).length > 0) return
  throw new UsageError(
    `As far as the configuration tells, account ${accountId} has no other way to sign in: without the link its customer is locked out.`,
    'Give the customer a password or a proven address first, or insist with --force.',
  )
}

async function isConfirmed({ accountId, identity }: Link, { ask }: Choices): Promise<boolean> {
  if (ask === 'no') return true
  if (ask === 'cannot') {
    throw new UsageError('There is nobody to ask.', 'Say that it is meant with --yes.')
  }
  const message = `Unlink ${maskSubject(identity.subject)} from account ${accountId}?`
  return (await confirm({ message, initialValue: false })) === true
}
