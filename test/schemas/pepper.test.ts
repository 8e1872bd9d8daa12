import { readFileSync } from 'node:fs'
import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { createDatabase, describeOn } from '../support/servers.js'
import { applications } from './applications.js'
import { Customer } from './customer.js'
import { setStage } from './stage.js'

interface Vectors {
  readonly vectors: readonly {
    readonly password: string
    readonly hash: string
    readonly options: { readonly pepper: string }
  }[]
}

const { vectors }: Vectors = JSON.parse(
  readFileSync(new URL('../passwords/vectors/devise.json', import.meta.url), 'utf8'),
)

describeOn('postgres')('Rails with Devise and a pepper', () => {
  it('proves an account once the site gives the pepper in code', async () => {
    const rails = applications.find(({ name }) => name === 'rails-devise')
    const vector = vectors.find(({ password }) => password === 'correct horse')
    if (rails === undefined || vector === undefined) throw new Error('nothing to test with')
    const stage = await setStage(rails, async (kind) => {
      const database = await createDatabase(kind)
      onTestFinished(() => database.drop())
      return database.url
    })
    onTestFinished(() => stage.clear())
    await pepper(stage.database.address, vector.hash)
    expect(await stage.init()).toMatchObject({ code: 0 })
    expect(await stage.sparekey('migrate')).toMatchObject({ code: 0 })
    const site = await stage.openSite({ passwords: { pepper: vector.options.pepper } })
    onTestFinished(() => site.close())
    const vera = new Customer(site, 'vera')
    await vera.prove(await vera.comeThroughAmazon(), vector.password)
    expect(await vera.accountId()).not.toBeNull()
  })
})

async function pepper(address: string, hash: string): Promise<void> {
  const client = new pg.Client(address)
  await client.connect()
  const update = "update users set encrypted_password = $1 where email = 'vera@ex.test'"
  await client.query(update, [hash])
  await client.end()
}
