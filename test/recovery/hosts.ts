import Database from 'libsql'
import type { SignUp } from 'sparekey'
import type { PlainAccount, PlainHost } from '../support/plain-site.js'

/** What an account system of one's own offers, whoever asks it. */
interface Members {
  byId(id: string): PlainAccount | null
  byMail(mail: string): PlainAccount[]
  bySignUp(key: string): PlainAccount | null
  add(signUp: SignUp): { account: PlainAccount } | { problems: { field: string; problem: 'taken' }[] }
}

/** Members in a database file of their own, in plain SQL. */
export function openMembers(file: string): Members {
  const database = new Database(file)
  database.exec('pragma busy_timeout = 5000')
  database.exec(`create table if not exists members (
    id integer primary key, mail text unique collate nocase, full_name text, mail_seen integer not null default 0,
    sign_up_key text unique)`)
  const find = (where: string, value: string): PlainAccount[] =>
    database.prepare(`select id, mail, mail_seen from members where ${where}`).all([value]).map(readMember)
  return {
    byId: (id) => find('id = ?', id)[0] ?? null,
    byMail: (mail) => find('mail = ?', mail),
    bySignUp: (key) => find('sign_up_key = ?', key)[0] ?? null,
    add({ email, name, signUpKey }) {
      if (email !== null && find('mail = ?', email).length > 0)
        return { problems: [{ field: 'email', problem: 'taken' }] }
      const insert = 'insert into members (mail, full_name, sign_up_key) values (?, ?, ?)'
      const { lastInsertRowid } = database.prepare(insert).run([email, name, signUpKey])
      const [account] = find('id = ?', String(lastInsertRowid))
      if (account === undefined) throw new Error('The member is gone.')
      return { account }
    },
  }
}

function readMember(row: unknown): PlainAccount {
  const { id, mail, mail_seen } = row as { id: number; mail: string | null; mail_seen: number }
  return { id: String(id), email: mail, emailProven: mail_seen === 1, password: null }
}

type Ask = <Name extends keyof Members>(
  name: Name,
  given: Parameters<Members[Name]>[0],
) => Promise<ReturnType<Members[Name]>>

/** The host functions over anything that answers for the members. */
export function hostOver(ask: Ask): PlainHost {
  return {
    findAccount: (id) => ask('byId', id),
    findAccountsByEmail: (email) => ask('byMail', email),
    findAccountBySignUp: (key) => ask('bySignUp', key),
    createAccount: (signUp) => ask('add', signUp),
    verifyPassword: async () => 'wrong',
    waysToSignIn: async () => [],
    endAccess: async () => {},
  }
}

/** A host over a file: its own, not that of the links. */
export function fileHost(file: string): PlainHost {
  const members = openMembers(file)
  // Each name has its own argument, which the caller's type has checked.
  return hostOver(async (name, given) => Reflect.apply(members[name], members, [given]))
}

/** A host over a service: every question is a request. */
export function serviceHost(url: string): PlainHost {
  return hostOver(async (name, given) => {
    const response = await fetch(`${url}/${name}`, { method: 'POST', body: JSON.stringify(given) })
    if (!response.ok) throw new Error(`The service answered ${response.status}.`)
    return response.json()
  })
}
