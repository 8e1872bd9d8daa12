import type { Clock } from './clock.js'
import type { ShopDatabase } from './database.js'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

export interface SentMail extends Mail {
  readonly id: number
  readonly sentAt: Date
}

interface MailRow {
  id: number
  recipient: string
  subject: string
  body: string
  sent_at: string
}

const NEWEST = 50

/** Stands where a mail server would: every mail is kept, and shown on /outbox. It can be stopped there. */
export class Outbox {
  private isStopped = false

  constructor(
    private readonly database: ShopDatabase,
    private readonly clock: Clock,
  ) {
    this.sendWaiting()
  }

  get isUp(): boolean {
    return !this.isStopped
  }

  stop(): void {
    this.isStopped = true
  }

  start(): void {
    this.isStopped = false
    this.sendWaiting()
  }

  /** A mail of the shop's: it waits where the mail server is down. */
  async send(mail: Mail): Promise<void> {
    if (this.isUp) return this.deliver(mail)
    this.database
      .prepare('insert into waiting_mails (recipient, subject, body) values (?, ?, ?)')
      .run(mail.to, mail.subject, mail.text)
  }

  /** Hands a mail to the mail server, or throws. */
  async deliver(mail: Mail): Promise<void> {
    if (this.isStopped) throw new Error('The mail server does not answer.')
    this.keep(mail)
  }

  countWaiting(): number {
    const row = this.database.prepare('select count(*) as waiting from waiting_mails').get()
    return (row as { waiting: number }).waiting
  }

  private sendWaiting(): void {
    const rows = this.database.prepare('select * from waiting_mails order by id').all() as MailRow[]
    for (const { id, recipient, subject, body } of rows) {
      this.keep({ to: recipient, subject, text: body })
      this.database.prepare('delete from waiting_mails where id = ?').run(id)
    }
  }

  private keep(mail: Mail): void {
    this.database
      .prepare('insert into mails (recipient, subject, body, sent_at) values (?, ?, ?, ?)')
      .run(mail.to, mail.subject, mail.text, this.clock().toISOString())
  }

  newestMails(): SentMail[] {
    const rows = this.database
      .prepare('select * from mails order by id desc limit ?')
      .all(NEWEST) as MailRow[]
    return rows.map((row) => ({
      id: row.id,
      to: row.recipient,
      subject: row.subject,
      text: row.body,
      sentAt: new Date(row.sent_at),
    }))
  }
}

export interface TextPart {
  readonly text: string
  readonly href: string | null
}

/** Cuts a text at the links that lead back to the shop; anything else stays plain text. */
export function linkParts(text: string, baseUrl: string): TextPart[] {
  const isShopLink = (word: string) => URL.canParse(word) && new URL(word).origin === new URL(baseUrl).origin
  return text.split(/(https?:\/\/\S+)/).map((part) => ({ text: part, href: isShopLink(part) ? part : null }))
}
