import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import type { Request } from 'express'
import type { Accounts, User } from './accounts.js'
import type { Clock } from './clock.js'
import { signInCodeMail } from './mails.js'
import type { Outbox } from './outbox.js'
import type { SignInAttempts } from './sign-in-attempts.js'

declare module 'express-session' {
  interface SessionData {
    /** Whose password was just typed in this browser, and the code that is still missing. */
    mailedCode: { userId: number; hash: string; expiresAt: number; next: string }
  }
}

const LIFETIME_MS = 10 * 60 * 1000

const hashOf = (code: string) => createHash('sha256').update(code).digest('base64url')

interface MailedCodesOptions {
  readonly accounts: Accounts
  readonly attempts: SignInAttempts
  readonly outbox: Outbox
  readonly clock: Clock
}

export type CodeAnswer = { readonly user: User; readonly next: string } | 'wrong' | 'locked' | 'nothing-asked'

/** The second half of signing in, for customers who wanted one: a code by mail, good in the browser that asked. */
export class MailedCodes {
  constructor(private readonly options: MailedCodesOptions) {}

  /** After the right password. Nobody is signed in yet; `next` is where to go once the code was typed. */
  async ask(req: Request, user: User, next: string): Promise<void> {
    const code = String(randomInt(1_000_000)).padStart(6, '0')
    const expiresAt = this.options.clock().getTime() + LIFETIME_MS
    req.session.mailedCode = { userId: user.id, hash: hashOf(code), expiresAt, next }
    if (user.email !== null) await this.options.outbox.send(signInCodeMail(user.email, code))
  }

  isAsked(req: Request): boolean {
    const { mailedCode } = req.session
    return mailedCode !== undefined && mailedCode.expiresAt > this.options.clock().getTime()
  }

  check(req: Request, typed: string): CodeAnswer {
    const { mailedCode } = req.session
    if (mailedCode === undefined || !this.isAsked(req)) return 'nothing-asked'
    const { attempts, accounts } = this.options
    if (!attempts.count(`code of account ${mailedCode.userId}`)) return 'locked'
    const isRight = timingSafeEqual(Buffer.from(hashOf(typed.trim())), Buffer.from(mailedCode.hash))
    if (!isRight) return 'wrong'
    delete req.session.mailedCode
    attempts.forget(`code of account ${mailedCode.userId}`)
    const user = accounts.findUserById(mailedCode.userId)
    return user?.disabledAt === null ? { user, next: mailedCode.next } : 'nothing-asked'
  }
}
