import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { addUser, password } from '../support/shop.js'
import { useShop } from '../support/use-shop.js'
import { fetchDocument } from '../token/contract.js'
import { openPhone, withApp } from '../token/phone.js'

const open = useShop()
const run = promisify(execFile)
const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** What somebody writes who has nothing but the document. */
const program = `
import createClient from 'openapi-fetch'
import type { paths } from './amazon.js'

const [, , baseUrl = '', verasToken = '', norasToken = '', password = ''] = process.argv
const amazon = createClient<paths>({ baseUrl })
const outcomes: string[] = []

const asked = await amazon.POST('/token', { body: { access_token: verasToken } })
if (asked.error?.outcome !== 'prove-ownership') throw new Error(JSON.stringify(asked))
outcomes.push(asked.error.outcome, asked.error.ways.join())
const { ticket } = asked.error
if (ticket === null) throw new Error('no ticket')
const pending = await amazon.GET('/pending', {
  params: { header: { 'Sparekey-Ticket': ticket, 'Sparekey-Ticket-Key': verasToken } },
})
outcomes.push(String(pending.error?.outcome))
const wrong = await amazon.POST('/link', { body: { ticket, ticket_key: verasToken, password: 'a guess' } })
if (wrong.error?.outcome === 'refused') outcomes.push(wrong.error.reason)
const proven = await amazon.POST('/link', { body: { ticket, ticket_key: verasToken, password } })
if (proven.data?.outcome === 'signed-in') outcomes.push(\`linked \${proven.data.linked}\`)

const registering = await amazon.POST('/token', { body: { access_token: norasToken } })
if (registering.error?.outcome !== 'register') throw new Error(JSON.stringify(registering))
outcomes.push(registering.error.fields.map(({ name }) => name).join())
const registered = await amazon.POST('/register', {
  body: { ticket: registering.error.ticket ?? '', ticket_key: norasToken, name: 'Nora', email: 'nora@ex.test' },
})
if (registered.data?.outcome === 'signed-in') outcomes.push(\`created \${registered.data.created}\`)
console.log(JSON.stringify(outcomes))
`

let types = ''

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'openapi-'))
  const file = join(folder, 'openapi.json')
  writeFileSync(file, JSON.stringify(await fetchDocument()))
  types = (await run(path('node_modules/.bin/openapi-typescript'), [file])).stdout
  rmSync(folder, { recursive: true })
}, 60_000)

describe('a client that openapi-typescript made from the document', () => {
  it('compiles, and signs in, links by password and registers', async () => {
    const phone = await openPhone(open({ ...withApp, registration: { page: 'always' } }))
    addUser(phone.shop, { email: 'vera@ex.test' })
    const tokens = ['vera', 'nora'].map((customer) => phone.signInAtAmazon(customer).accessToken)
    const { folder, complaints } = await compile(program)
    expect(complaints).toBe('')
    const { stdout } = await run(process.execPath, [
      join(folder, 'program.js'),
      `${phone.shop.origin}/auth/amazon`,
      ...tokens,
      password,
    ])
    expect(JSON.parse(stdout)).toEqual([
      'prove-ownership',
      'password',
      'prove-ownership',
      'wrong-password',
      'linked true',
      'email,name',
      'created true',
    ])
  }, 60_000)

  it.each([
    ['a path that there is not', `amazon.POST('/tokens', { body: { access_token: verasToken } })`],
    ['a value of another type', `amazon.POST('/token', { body: { access_token: 1 } })`],
    ['a member that no answer has', `asked.error.tickets`],
  ])(
    'does not compile with %s',
    async (_wrong, line) => {
      const { complaints } = await compile(`${program}\n${line}\n`)
      expect(complaints).toMatch(/^program\.ts\(\d+,\d+\): error TS\d+/)
      expect(complaints.match(/error TS/g)).toHaveLength(1)
    },
    60_000,
  )
})

async function compile(text: string): Promise<{ folder: string; complaints: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'openapi-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  symlinkSync(path('../../node_modules'), join(folder, 'node_modules'), 'dir')
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
  writeFileSync(join(folder, 'amazon.d.ts'), types)
  writeFileSync(join(folder, 'program.ts'), text)
  const options = [
    '--strict',
    '--target',
    'es2022',
    '--module',
    'nodenext',
    '--types',
    'node',
    '--skipLibCheck',
  ]
  const compiler = path('node_modules/typescript/bin/tsc')
  const { stdout } = await run(process.execPath, [compiler, ...options, 'program.ts'], { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  )
  return { folder, complaints: stdout }
}
