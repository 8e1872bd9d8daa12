import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from './clock.js'
import type { ShopDatabase } from './database.js'

export type MailLinkPurpose = 'confirm' | 'reset' | 'change-address'

export interface MailLink {
  readonly userId: number
  /** The address the mail went to: what a click on the link proves. */
  readonly email: string
}

const LIFETIME_MS: Record<MailLinkPurpose, number> = {
  confirm: 3 * 24 * 3600 * 1000,
  reset: 3600 * 1000,
  'change-address': 3600 * 1000,
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')

/** The secret part of the links in mails. Only a hash is stored, and each works once. */
export class MailLinks {
  constructor(
    private readonly database: ShopDatabase,
    private readonly clock: Clock,
  ) {}

  createToken(purpose: MailLinkPurpose, link: MailLink): string {
    const token = randomBytes(32).toString('base64url')
    const expiresAt = this.clock().getTime() + LIFETIME_MS[purpose]
    this.database
      .prepare(
        'insert into mail_links (token_hash, purpose, user_id, email, expires_at) values (?, ?, ?, ?, ?)',
      )
      .run(hashOf(token), purpose, link.userId, link.email, expiresAt)
    return token
  }

  find(purpose: MailLinkPurpose, token: string): MailLink | null {
    const row = this.database
      .prepare(
        'select user_id, email from mail_links where token_hash = ? and purpose = ? and expires_at > ?',
      )
      .get(hashOf(token), purpose, this.clock().getTime()) as { user_id: number; email: string } | undefined
    return row ? { userId: row.user_id, email: row.email } : null
  }

  redeem(purpose: MailLinkPurpose, token: string): MailLink | null {
    const link = this.find(purpose, token)
    const { changes } = this.database
      .prepare('delete from mail_links where token_hash = ? and purpose = ?')
      .run(hashOf(token), purpose)
    return changes === 1 ? link : null
  }

  /** After a new password or address, whatever was asked for before is worth nothing: a stranger may have asked. */
  cancelAll(userId: number): void {
    this.database.prepare('delete from mail_links where user_id = ?').run(userId)
  }
}
