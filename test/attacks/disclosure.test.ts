import { readdirSync, readFileSync } from 'node:fs'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import type { PasswordHashes } from '../../src/sql/password-hashes.js'
import { createSqlHost } from '../../src/sql/sql-host.js'
import { codeFor, openMailingSite } from '../life/mails.js'
import { addUser as addRow, tableMapping, usersMapping, usersTable } from '../sql/fixture.js'
import { Browser } from '../support/browser.js'
import { canaries } from '../support/canaries.js'
import { PlainVisitor } from '../support/plain-site.js'
import { addUser } from '../support/shop.js'
import { traced } from '../support/trace.js'
import { useShop } from '../support/use-shop.js'
import { base } from './oracles.js'

const open = useShop()
const visitor = { request: new Request('https://shop.test/'), native: null }

describe('the prompt', () => {
  it('leak-local-profile-in-prompt: holds nothing that Amazon did not tell', async () => {
    const site = openMailingSite()
    const local = {
      id: 'local-id-4711',
      email: 'vera@ex.test',
      emailProven: true,
      name: 'Local Name',
      postalCode: '99999',
      password: 'x',
      revision: 'local-revision',
      nickname: 'local-nickname',
      createdAt: '2001-02-03',
    }
    site.add(local)
    const mallory = new PlainVisitor(site)
    const back = await mallory.signInWithAmazon()
    const { csrf, ...page } = await mallory.get(`${base}/link`)
    const seen = [
      back,
      page,
      await mallory.get(`${base}/register`),
      await mallory.get(`${base}/pending`, { accept: 'application/json' }),
      await mallory.get(`${base}/link`, { accept: 'application/json' }),
      await mallory.post(`${base}/link`, { csrf, password: 'wrong' }),
    ].map(({ text, headers }) => text + JSON.stringify([...headers]))
    for (const told of [
      local.id,
      local.name,
      local.postalCode,
      local.revision,
      local.nickname,
      local.createdAt,
    ])
      for (const text of seen) expect(text).not.toContain(told)
  })
})

/** A host over SQLite whose hash functions count, and do nothing else. */
function openCountingHost() {
  const statements: string[] = []
  const hashed: string[] = []
  const database = new Database(':memory:')
  database.exec(usersTable)
  const hashes: PasswordHashes = {
    recognizeHash: (hash) => (hash.startsWith('$') ? 'some' : null),
    describeHash: () => ({ format: 'some', weak: false, problem: null }),
    verifyPasswordHash: async (hash) => {
      hashed.push(hash)
      return false
    },
    verifyNobody: async (_password, { like }) => {
      hashed.push(like ?? 'nothing')
    },
  }
  const given = traced(database, statements)
  const host = createSqlHost({ database: given, accounts: usersMapping, links: tableMapping }, hashes)
  return { host, database, statements, hashed }
}

describe('work that a stranger could measure', () => {
  it('timing-prompt-password: is one hash and the same statements, whatever there is to check', async () => {
    const { host, database, statements, hashed } = openCountingHost()
    const accounts = [
      addRow({ database }, { password_hash: '$real' }),
      addRow({ database }, { password_hash: '!made-through-amazon' }),
      addRow({ database }, { password_hash: '' }),
    ]
    const work = async (check: () => Promise<unknown>) => {
      hashed.length = 0
      statements.length = 0
      await check()
      return { hashed: [...hashed], statements: [...statements] }
    }
    const spent = [await work(async () => host.verifyNobody?.('guess'))]
    for (const id of [...accounts, '999']) {
      const account = { id, email: null, emailProven: false, row: {} }
      spent.push(await work(() => host.verifyPassword(account, 'guess', visitor)))
    }
    for (const one of spent) expect(one).toEqual(spent[1])
    expect(spent[0]?.hashed).toEqual(['$real'])
  })

  it.each([
    ['an account', { email: 'vera@ex.test', password: 'x' }, 'wrong'],
    ['nobody', null, 'x'],
    ['too long a password for an account', { email: 'vera@ex.test', password: 'x' }, 'x'.repeat(2000)],
    ['too long a password for nobody', null, 'x'.repeat(2000)],
  ])('timing-prompt-password: is asked of the host once for %s', async (_whom, account, password) => {
    const asked: string[] = []
    const site = openMailingSite({
      policy: { disclosure: 'strict' },
      host: {
        verifyPassword: async () => {
          asked.push('one hash')
          return 'wrong'
        },
        verifyNobody: async (given) => {
          expect(given.length).toBeLessThanOrEqual(1024)
          asked.push('one hash')
        },
      },
    })
    if (account !== null) site.add(account)
    const mallory = new PlainVisitor(site)
    await mallory.signInWithAmazon()
    const { csrf } = await mallory.get(`${base}/link`)
    const answer = await mallory.post(`${base}/link`, { csrf, email: 'vera@ex.test', password })
    expect([answer.status, asked]).toEqual([403, ['one hash']])
  })

  it('timing-prompt-password: of a locked account is answered as a wrong password, where nobody is to be told', async () => {
    const told = await Promise.all(
      (['helpful', 'strict'] as const).map(async (disclosure) => {
        const site = openMailingSite({
          policy: { disclosure },
          host: { verifyPassword: async () => 'locked' },
        })
        site.add({ email: 'vera@ex.test', password: 'x' })
        const mallory = new PlainVisitor(site)
        await mallory.signInWithAmazon()
        const { csrf } = await mallory.get(`${base}/link`)
        return (await mallory.post(`${base}/link`, { csrf, email: 'vera@ex.test', password: 'x' })).status
      }),
    )
    expect(told).toEqual([429, 403])
  })

  it('timing-forgot: does not wait for the mailer, nor fail with it, where nobody is to be told', async () => {
    for (const mailer of ['that never answers', 'that is down']) {
      const sent: string[] = []
      const site = openMailingSite({
        policy: { disclosure: 'strict' },
        mailer: {
          send: ({ to }) => {
            sent.push(to)
            return mailer === 'that is down' ? Promise.reject(new Error('down')) : new Promise(() => {})
          },
        },
      })
      site.add({ email: 'vera@ex.test', emailProven: true })
      const mallory = new PlainVisitor(site)
      await mallory.signInWithAmazon()
      const { csrf } = await mallory.get(`${base}/link`)
      const answers = []
      for (const email of ['vera@ex.test', 'nobody@ex.test'])
        answers.push((await mallory.post(`${base}/link/mail`, { csrf, email })).status)
      expect([answers, sent]).toEqual([[303, 303], ['vera@ex.test']])
    }
  })

  it('timing-compare: of secrets is left to comparisons that take the same time', () => {
    const sources = sourceFiles().filter(([file]) => /^(?:http|flows)\//.test(file))
    const secrets =
      /\b(?:mac|csrf|trace|state|token|verifier|signature)\b\s*[!=]==\s*(?!undefined|null|'')\w/i
    const loose = sources.flatMap(([file, text]) =>
      text
        .split('\n')
        .filter((line) => secrets.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    )
    expect(loose).toEqual([])
    const read = (file: string) => sources.find(([name]) => name === file)?.[1] ?? ''
    expect(read('http/keys.ts')).toMatch(
      /isSameText\(createMac\(key, text\), mac\)[\s\S]*function isSameText[\s\S]*difference \|=/,
    )
    expect(read('http/csrf.ts').match(/isMacOf\(/g)).toHaveLength(2)
    expect(read('http/transaction-cookies.ts')).toMatch(/isSameText\(transaction\.state, state\)/)
  })
})

/** Our sources, by their path below src. */
function sourceFiles(): [string, string][] {
  const folder = new URL('../../src/', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  )
  return files.map((file) => [file, readFileSync(new URL(file, folder), 'utf8')])
}

describe('secrets', () => {
  it('secret-in-logs: have no log to be in: what happened is told as events, and to nobody else', () => {
    const talking = sourceFiles()
      .filter(([file]) => !/^(?:cli|emulator)[/.]/.test(file))
      .filter(([, text]) =>
        /^[^'"`]*\bconsole\.\w+\(|process\.(?:stdout|stderr|emitWarning)|\bdebug\(/m.test(text),
      )
    expect(talking.map(([file]) => file)).toEqual([])
  })

  it('secret-in-logs: are in no event, error or table of a site, whatever goes wrong', async () => {
    const shop = await open({
      host: {
        hashPassword: async () => {
          throw new Error('The hash function is down.')
        },
      },
    })
    shop.emulator.faults.add({ endpoint: 'token', kind: 'unavailable' })
    const browser = new Browser(shop)
    await browser.signInWithAmazon('vera')
    shop.emulator.faults.add({ endpoint: 'profile', kind: 'unavailable' })
    await browser.signInWithAmazon('vera')
    shop.database.exec('alter table users rename to gone')
    await browser.signInWithAmazon('vera')
    shop.database.exec('alter table gone rename to users')
    await browser.signInWithAmazon('vera')
    const { csrf } = await browser.get(`${base}/connections`)
    const asked = await browser.post(`${base}/connections/password`, { csrf })
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(asked.text)?.[1] ?? ''
    const trace = hidden('trace')
    expect(trace).toHaveLength(43)
    const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(shop.mails.at(-1)?.text ?? '')?.[0] ?? ''
    const form = { csrf, sent_at: hidden('sent_at'), trace, code, password: canaries.password }
    const failed = await browser.post(`${base}/connections/password`, form)
    expect(failed.status).toBe(500)
    const told = JSON.stringify(
      shop.events.map((event) => ({ ...event, error: String(Reflect.get(event, 'error')?.stack) })),
    )
    const codes = shop.events.flatMap((event) => (event.type === 'failed' ? [event.code] : []))
    expect(codes).toEqual(expect.arrayContaining(['amazon-unavailable', 'host-failed']))
    expect(codes.length).toBeGreaterThanOrEqual(3)
    for (const secret of [trace, code, canaries.password, csrf]) {
      expect(secret).not.toBe('')
      expect(told + failed.text).not.toContain(secret)
    }
  })

  it('token-at-rest: in the database open nothing: every text of it was tried as whatever it may be', async () => {
    const down = { send: () => Promise.reject(new Error('down')) }
    const shop = await open({ mailer: down })
    addUser(shop, { email: 'vera@ex.test' })
    const browser = new Browser(shop)
    await new Browser(shop).signInWithAmazon('nora')
    await browser.signInWithAmazon('vera')
    const { csrf } = await browser.get(`${base}/link`)
    await browser.post(`${base}/link`, { csrf, password: 'kV-correct-horse' })
    expect(shop.rows('select sealed from sparekey_outbox')).toHaveLength(1)
    const kept = shop
      .rows(
        "select name from sqlite_master where type = 'table' and name like '%sparekey%' or name = 'amazon_links'",
      )
      .flatMap(({ name }) => shop.rows(`select * from "${String(name)}"`))
      .flatMap((row) => Object.values(row))
      .filter((value): value is string => typeof value === 'string' && value !== '')
    expect(kept.length).toBeGreaterThan(5)
    for (const value of new Set(kept)) {
      const thief = new Browser(shop)
      expect((await thief.post(`${base}/undo`, { token: value })).status, value).toBe(410)
      for (const name of browser.jar.keys()) thief.jar.set(name, encodeURIComponent(value))
      for (const name of ['sparekey.ticket', 'auth-amazon.ticket-x', 'connect.sid'])
        thief.jar.set(name, encodeURIComponent(value))
      expect((await thief.get(`${base}/link`)).status, value).toBe(400)
      expect((await thief.get(`${base}/connections`)).status, value).toBe(401)
      expect((await thief.post(`${base}/link`, { csrf: value, code: value })).status, value).toBe(400)
    }
  })

  it('token-at-rest: of a mail that waits in the outbox shows neither its words nor whom it is for', async () => {
    const site = openMailingSite()
    site.add({ email: 'vera@ex.test', emailProven: true, password: 'x' })
    site.mailer = 'down'
    const vera = new PlainVisitor(site)
    await vera.signInWithAmazon()
    const { csrf } = await vera.get(`${base}/link`)
    await vera.post(`${base}/link`, { csrf, password: 'x' })
    expect(codeFor(site, 'vera@ex.test')).toBe('')
    const far = new Date(site.now.getTime() + 3_600_000)
    const [waiting] = (await site.links.outbox?.claim(far, far, 10)) ?? []
    expect(waiting?.sealed.split('.')).toHaveLength(5)
    const readable = (waiting?.sealed ?? '')
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
      .join(' ')
    expect(readable).not.toMatch(/vera|ex\.test|undo|token|amzn1/i)
    const thief = new PlainVisitor(site)
    expect((await thief.post(`${base}/undo`, { token: waiting?.sealed ?? '' })).status).toBe(410)
    expect(site.links.allLinks()).toHaveLength(1)
  })
})
