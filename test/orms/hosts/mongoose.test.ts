import { hash } from '@node-rs/bcrypt'
import mongoose from 'mongoose'
import { describe, expect, it, vi } from 'vitest'
import { mongooseHost } from './mongoose-host.js'
import { type User, userSchema } from './mongoose-user.js'

// No server of MongoDB can be had where these tests run. Mongoose itself is here: documents, casting and validation are
// its own, and what would be sent is looked at. Whether a server does what is asked of it is not.
const users = mongoose.createConnection().model<User>('User', userSchema)
const visitor = { request: new Request('https://shop.test/'), native: null }
const id = '66f0c0ffee0123456789abcd'

function open() {
  const ended: string[] = []
  return { ended, host: mongooseHost(users, async (account) => void ended.push(account)) }
}

/** Lets the next query of this kind find these documents, and tells what it asked for. */
function answer(kind: 'findOne' | 'find', ...documents: readonly object[]) {
  const found = documents.map((document) => users.hydrate({ _id: id, emailVerified: false, ...document }))
  return vi
    .spyOn(mongoose.Query.prototype, 'exec')
    .mockImplementation(async () => (kind === 'find' ? found : (found[0] ?? null)))
}

/** What the server would say to the next document. */
function answerInsert(say: () => Promise<mongoose.mongo.InsertOneResult>) {
  return vi.spyOn(users.collection, 'insertOne').mockImplementation(say)
}

const registration = { emailProven: false, postalCode: null, fields: {}, signUpKey: 'k'.repeat(22) }

describe('a host over Mongoose, without a server', () => {
  it('makes an account of a document', async () => {
    answer('findOne', { email: 'ann@shop.test', name: 'Ann', emailVerified: true })
    const account = { id, email: 'ann@shop.test', emailProven: true, name: 'Ann' }
    expect(await open().host.findAccount(id)).toEqual(account)
    expect(await open().host.findAccountBySignUp?.('k')).toEqual(account)
  })

  it('asks nothing for an id that is none, or one in another spelling', async () => {
    expect(mongoose.isValidObjectId(id.toUpperCase())).toBe(true)
    const asked = answer('findOne', { email: 'ann@shop.test' })
    for (const other of ['twelve chars', '1', '', id.toUpperCase(), `${id} `, '__proto__']) {
      expect(await open().host.findAccount(other)).toBeNull()
    }
    expect(asked).not.toHaveBeenCalled()
  })

  it('tells the right password from others, and from none', async () => {
    const { host } = open()
    const account = { id, email: null, emailProven: false }
    answer('findOne', { passwordHash: await hash('a password', 4) })
    expect(await host.verifyPassword(account, 'a password', visitor)).toBe('correct')
    expect(await host.verifyPassword(account, 'another', visitor)).toBe('wrong')
    expect(await host.waysToSignIn(account)).toEqual(['password'])
    vi.restoreAllMocks()
    answer('findOne', {})
    expect(await host.verifyPassword(account, 'a password', visitor)).toBe('wrong')
    expect(await host.waysToSignIn(account)).toEqual([])
  })

  it('leaves out what is not known, so that the sparse keys leave it out, too', async () => {
    const insert = answerInsert(async () => ({
      acknowledged: true,
      insertedId: new mongoose.Types.ObjectId(),
    }))
    const created = await open().host.createAccount({ ...registration, email: null, name: null }, visitor)
    expect(created).toMatchObject({ account: { email: null, emailProven: false, name: null } })
    const [sent] = insert.mock.calls[0] ?? []
    expect(Object.keys(sent ?? {}).toSorted()).toEqual(['__v', '_id', 'emailVerified', 'signUpKey'])
    const keys = userSchema
      .indexes()
      .map(([fields, options]) => [fields, options['sparse'], options['unique']])
    expect(keys).toEqual([
      [{ email: 1 }, true, true],
      [{ signUpKey: 1 }, true, true],
    ])
  })

  it('says that an address is taken where the server would say 11000, and throws anything else', async () => {
    const { host } = open()
    const given = { ...registration, email: 'ann@shop.test', name: null }
    const insert = answerInsert(() => Promise.reject(Object.assign(new Error('E11000'), { code: 11000 })))
    expect(await host.createAccount(given, visitor)).toEqual({
      problems: [{ field: 'email', problem: 'taken' }],
    })
    insert.mockRejectedValueOnce(Object.assign(new Error('other'), { code: 121 }))
    await expect(host.createAccount(given, visitor)).rejects.toThrow('other')
  })

  it('takes the password away from whoever did not prove the mailbox, and ends the sessions', async () => {
    const updates: unknown[] = []
    vi.spyOn(mongoose.Query.prototype, 'exec').mockImplementation(async function (
      this: mongoose.Query<unknown, unknown>,
    ) {
      updates.push([this.getFilter(), this.getUpdate()])
    })
    const { host, ended } = open()
    await host.endAccess({ id, email: null, emailProven: false }, 'unlinked')
    await host.endAccess({ id, email: null, emailProven: false }, 'mailbox-proven')
    expect(updates).toEqual([[{ _id: id }, { $unset: { passwordHash: 1 } }]])
    expect(ended).toEqual([id, id])
  })
})
