import { hash, verify } from '@node-rs/bcrypt'
import type { Clock } from './clock.js'
import type { ShopDatabase } from './database.js'
import type { SignInAttempts } from './sign-in-attempts.js'

export interface User {
  readonly id: number
  readonly email: string | null
  readonly fullName: string
  readonly passwordHash: string
  readonly verifiedAt: Date | null
  readonly disabledAt: Date | null
  readonly postalCode: string | null
}

export interface NewUser {
  readonly email: string | null
  readonly fullName: string
  /** Null for a customer without a password: one can be set by mail later. */
  readonly password: string | null
  readonly postalCode?: string | null
}

/** Who gets an address that an account only claimed: they have just proven it. */
export interface Heir {
  readonly email: string
  readonly passwordHash: string
}

export type PasswordCheck = 'correct' | 'wrong' | 'locked'

interface UserRow {
  id: number
  email: string | null
  full_name: string
  password_hash: string
  verified_at: string | null
  disabled_at: string | null
  postal_code: string | null
}

const BCRYPT_COST = 10
/** Stands in the password column of a customer who has none. No password has this hash. */
const NO_PASSWORD = '!'
/** A hash of nobody's password: an unknown address takes as long to refuse as a known one. */
const NOBODYS_HASH = '$2b$10$tkeGgu3HKks6Ks7CxiqAeupyd.hpIDkVolvp8MDvlw6opRhZ6b8qS'

const toDate = (text: string | null) => (text === null ? null : new Date(text))

function toUser(row: UserRow): User {
  return {
    id: row.id,
    email: row.email,
    fullName: row.full_name,
    passwordHash: row.password_hash,
    verifiedAt: toDate(row.verified_at),
    disabledAt: toDate(row.disabled_at),
    postalCode: row.postal_code,
  }
}

const isUniqueViolation = (error: unknown) =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')

export class Accounts {
  constructor(
    private readonly database: ShopDatabase,
    private readonly attempts: SignInAttempts,
    private readonly clock: Clock,
  ) {}

  findUserById(id: number): User | null {
    const row = this.database.prepare('select * from users where id = ?').get(id)
    return row ? toUser(row as UserRow) : null
  }

  findUsersByEmail(email: string): User[] {
    const rows = this.database.prepare('select * from users where email = ?').all(email)
    return rows.map((row) => toUser(row as UserRow))
  }

  async createUser(user: NewUser): Promise<User | 'email-taken'> {
    const passwordHash = user.password === null ? NO_PASSWORD : await hash(user.password, BCRYPT_COST)
    try {
      const { lastInsertRowid } = this.database
        .prepare(
          'insert into users (email, full_name, password_hash, postal_code, created_at) values (?, ?, ?, ?, ?)',
        )
        .run(user.email, user.fullName, passwordHash, user.postalCode ?? null, this.clock().toISOString())
      return this.getUser(Number(lastInsertRowid))
    } catch (error) {
      if (isUniqueViolation(error)) return 'email-taken'
      throw error
    }
  }

  /** Every form that asks for a password comes here, so that all share one lockout per account and client. */
  checkPassword(user: User, password: string, client: string): Promise<PasswordCheck> {
    const passwordHash = this.hasPassword(user) ? user.passwordHash : null
    return this.check(`account ${user.id} from ${client}`, passwordHash, password)
  }

  /** The same for an address without an account, which must not be told apart by its speed or its lockout. */
  async checkNobody(email: string, password: string, client: string): Promise<PasswordCheck> {
    return this.check(`address ${email.toLowerCase()} from ${client}`, null, password)
  }

  hasPassword(user: User): boolean {
    return user.passwordHash.startsWith('$2')
  }

  async changePassword(userId: number, password: string): Promise<void> {
    const passwordHash = await hash(password, BCRYPT_COST)
    this.database.prepare('update users set password_hash = ? where id = ?').run(passwordHash, userId)
  }

  /** A password that was set before anybody had proven the address may be a stranger's. */
  removePassword(userId: number): void {
    this.database.prepare('update users set password_hash = ? where id = ?').run(NO_PASSWORD, userId)
  }

  /** The new address has just been proven. An account that only claims it loses it; one that has proven it keeps it. */
  changeAddress(userId: number, email: string): boolean {
    const change = this.database.transaction(() => {
      this.database
        .prepare('update users set email = null where email = ? and verified_at is null and id <> ?')
        .run(email, userId)
      this.database
        .prepare('update users set email = ?, verified_at = ? where id = ?')
        .run(email, this.clock().toISOString(), userId)
    })
    try {
      change()
      return true
    } catch (error) {
      if (isUniqueViolation(error)) return false
      throw error
    }
  }

  /** Marks the address proven, if it is still the account's address. */
  markVerified(userId: number, email: string): boolean {
    const { changes } = this.database
      .prepare('update users set verified_at = coalesce(verified_at, ?) where id = ? and email = ?')
      .run(this.clock().toISOString(), userId, email)
    return changes === 1
  }

  /** False where there is a password by now, which stays. */
  async setFirstPassword(userId: number, password: string): Promise<boolean> {
    const { changes } = this.database
      .prepare("update users set password_hash = ? where id = ? and password_hash not like '$2%'")
      .run(await hash(password, BCRYPT_COST), userId)
    return changes === 1
  }

  /** Takes an unconfirmed address off an account, for whoever has shown that it is theirs. */
  releaseAddress(userId: number, email: string): boolean {
    const { changes } = this.database
      .prepare('update users set email = null where id = ? and email = ? and verified_at is null')
      .run(userId, email)
    return changes === 1
  }

  async prepareHeir(email: string, password: string): Promise<Heir> {
    return { email, passwordHash: await hash(password, BCRYPT_COST) }
  }

  /** The address leaves one account and is on the next, in one step: no crash can leave it on none. */
  handOver(userId: number, { email, passwordHash }: Heir): void {
    const [fullName = email] = email.split('@')
    const now = this.clock().toISOString()
    this.database.transaction(() => {
      if (!this.releaseAddress(userId, email)) return
      this.database
        .prepare(
          'insert into users (email, full_name, password_hash, verified_at, created_at) values (?, ?, ?, ?, ?)',
        )
        .run(email, fullName, passwordHash, now, now)
    })()
  }

  updateProfile(userId: number, profile: { fullName: string; postalCode: string | null }): void {
    this.database
      .prepare('update users set full_name = ?, postal_code = ? where id = ?')
      .run(profile.fullName, profile.postalCode, userId)
  }

  /** From now on, signing in with the password takes a mailed code as well. */
  askForMailedCode(userId: number): void {
    this.database.prepare('insert or ignore into mailed_code_users (user_id) values (?)').run(userId)
  }

  needsMailedCode(user: User): boolean {
    const row = this.database.prepare('select 1 from mailed_code_users where user_id = ?').get(user.id)
    return user.email !== null && row !== undefined
  }

  /** The account with everything that belongs to it. */
  remove(userId: number): void {
    this.database.prepare('delete from users where id = ?').run(userId)
  }

  disable(userId: number): void {
    this.database
      .prepare('update users set disabled_at = ? where id = ?')
      .run(this.clock().toISOString(), userId)
  }

  private async check(who: string, passwordHash: string | null, password: string): Promise<PasswordCheck> {
    if (!this.attempts.count(who)) return 'locked'
    const matches = await verify(password, passwordHash ?? NOBODYS_HASH)
    if (!matches || passwordHash === null) return 'wrong'
    this.attempts.forget(who)
    return 'correct'
  }

  private getUser(id: number): User {
    const user = this.findUserById(id)
    if (user === null) throw new Error(`There is no user ${id}`)
    return user
  }
}
