import { randomUUID } from 'node:crypto'
import { hash } from '@node-rs/bcrypt'
import type { Account, Host } from 'sparekey'
import { hostContract } from 'sparekey/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** A user as the app itself would have made one. */
export interface OwnUser {
  readonly email: string
  readonly passwordHash: string
}

/** An app over an ORM, its host, and what the app does without Sparekey. */
export interface OrmSite {
  readonly host: Host
  /** Accounts whose sessions the host has ended. */
  readonly ended: string[]
  addUser(user: OwnUser): Promise<string>
  countUsers(): Promise<number>
  clear(): Promise<void>
  close(): Promise<void>
}

const visitor = { request: new Request('https://shop.test/'), native: null }

/** Everything a host over an ORM has to do, over one database for all of it. */
export function testOrmHost(open: () => Promise<OrmSite>): void {
  let site: OrmSite

  beforeAll(async () => {
    site = await open()
  })
  afterAll(() => site.close())

  hostContract({ describe, it }, async () => {
    await site.clear()
    return {
      host: site.host,
      visitor,
      addAccount: async ({ email, password }) => addUser(site, email, password),
      countAccounts: () => site.countUsers(),
    }
  })

  it('says that an address is taken where its unique key says so, and throws anything else', async () => {
    await site.clear()
    await addUser(site, 'ann@shop.test', 'a password')
    expect(await site.host.createAccount(signUp({ email: 'ann@shop.test' }), visitor)).toEqual({
      problems: [{ field: 'email', problem: 'taken' }],
    })
    expect(await site.countUsers()).toBe(1)
    await expect(
      site.host.createAccount(signUp({ email: null, name: 'x'.repeat(5000) }), visitor),
    ).rejects.toThrow()
  })

  it('takes the password away from whoever did not prove the mailbox, and ends the sessions', async () => {
    await site.clear()
    const id = await addUser(site, 'bob@shop.test', 'a password')
    const other = await addUser(site, 'cat@shop.test', 'a password')
    await site.host.endAccess(await accountOf(site, id), 'unlinked')
    expect(await site.host.waysToSignIn(await accountOf(site, id))).toEqual(['password'])
    await site.host.endAccess(await accountOf(site, id), 'mailbox-proven')
    expect(await site.host.waysToSignIn(await accountOf(site, id))).toEqual([])
    expect(await site.host.verifyPassword(await accountOf(site, id), 'a password', visitor)).toBe('wrong')
    expect(await site.host.waysToSignIn(await accountOf(site, other))).toEqual(['password'])
    expect(site.ended).toEqual([id, id])
  })
}

async function accountOf({ host }: OrmSite, id: string): Promise<Account> {
  const account = await host.findAccount(id)
  if (account === null) throw new Error(`There is no account ${id}.`)
  return account
}

async function addUser(site: OrmSite, email: string, password: string): Promise<string> {
  return site.addUser({ email, passwordHash: await hash(password, 4) })
}

function signUp(given: { readonly email: string | null; readonly name?: string }) {
  const signUpKey = randomUUID().replaceAll('-', '').slice(0, 22)
  return { name: null, emailProven: false, postalCode: null, fields: {}, signUpKey, ...given }
}
