import Database from 'libsql'
import { type Inspection, type InspectionChoices, inspectDatabase } from 'sparekey/sql'
import { describe, expect, it } from 'vitest'
import { hash, knownSchemas } from './inspect-schemas.js'

function open(sql: string): Database.Database {
  const database = new Database(':memory:')
  database.exec(sql)
  return database
}

const look = (sql: string, choices: InspectionChoices = {}): Promise<Inspection> =>
  inspectDatabase(open(sql), choices)

async function lookAtBest(sql: string, choices: InspectionChoices = {}) {
  const { candidates } = await look(sql, choices)
  const [best] = candidates
  if (best === undefined) throw new Error('no table comes into question')
  return best
}

const users = `create table users (
  id integer primary key, email text not null unique, name text, password_hash text, status text, role text default 'customer'
);`
const vera = `insert into users (email, password_hash, status) values ('vera@ex.test', '${hash}', 'active');`

describe('inspectDatabase', () => {
  it.each(knownSchemas)('knows the accounts of $program', async ({ sql, accounts }) => {
    const best = await lookAtBest(sql)
    expect(best.host['accounts']).toEqual(accounts)
    expect(best.confidence).toBe('sure')
  })

  it('changes nothing, and gives away neither addresses nor hashes', async () => {
    const database = open(users + vera)
    const changes = () => database.prepare('select total_changes()').pluck().all([])
    const before = changes()
    const written = JSON.stringify(await inspectDatabase(database))
    expect(changes()).toEqual(before)
    expect(written).not.toContain('vera@ex.test')
    expect(written).not.toContain(hash.slice(0, 20))
  })

  it('says how sure it is, and why', async () => {
    const { findings } = await lookAtBest(users + vera)
    expect(findings.email).toMatchObject({ column: 'email', confidence: 'sure' })
    expect(findings.passwordHash?.reasons).toContain('1 of 1 rows looked at are bcrypt')
  })

  it('asks what is to stand where each account has a value of its own, beside a language', async () => {
    const names = ['vera', 'otto', 'iris']
    const sql = `create table users (
        id integer primary key, email text not null unique, password_hash text, login varchar(20) not null,
        langcode text not null, unique (login, langcode)
      );${names
        .map((name) => `insert into users values (null, '${name}@ex.test', '${hash}', '${name}', 'en');`)
        .join('')}`
    const { host } = await lookAtBest(sql, { columns: { username: null } })
    expect(host['accounts']).toMatchObject({ defaults: { langcode: 'en' } })
    const { questions } = await lookAtBest(sql, { columns: { username: null } })
    expect(questions).toContainEqual(
      expect.objectContaining({ about: 'defaults', flag: '--defaults login=<value>' }),
    )
  })

  it('overlooks no mark for closed accounts that stands beside the addresses', async () => {
    const sql = `create table users (uid integer primary key, uuid text);
      create table users_field_data (
        uid integer primary key references users (uid), name text, pass text, mail text not null unique, status integer
      );
      insert into users values (1, 'u');
      insert into users_field_data values (1, 'vera', '${hash}', 'vera@ex.test', 1);`
    const about = ({ questions }: { readonly questions: Inspection['candidates'][number]['questions'] }) =>
      questions.filter((one) => one.about === 'disabled')
    expect(about(await lookAtBest(sql))).toEqual([
      expect.objectContaining({
        weight: 'needed',
        question: expect.stringContaining('users_field_data.status'),
      }),
    ])
    expect(about(await lookAtBest(sql, { columns: { disabled: null } }))).toEqual([])
  })

  it('finds hashes by what is in a column that nobody would guess', async () => {
    const odd = `create table members (no integer primary key, login_email text not null unique, pw_bcrypt text, x text);
      insert into members (login_email, pw_bcrypt, x) values ('vera@ex.test', '${hash}', 'y');`
    const { findings, host } = await lookAtBest(odd)
    expect(findings.passwordHash).toMatchObject({ column: 'pw_bcrypt', confidence: 'likely' })
    expect(host['accounts']).toMatchObject({ passwordHash: 'pw_bcrypt' })
    const two = odd
      .replace(', x text', ', x text, other text')
      .replace(', x)', ', x, other)')
      .replace("'y')", `'y', '${hash}')`)
    expect((await lookAtBest(two)).findings.passwordHash?.confidence).toBe('guess')
    const digest = odd.replaceAll('pw_bcrypt', 'remember_digest')
    expect((await lookAtBest(digest)).findings.passwordHash).toBeUndefined()
  })

  it('fills a text column that holds times with the time of the sign-up', async () => {
    const joined = `create table users (id integer primary key, email text unique, password_hash text, joined text not null);
      insert into users values (1, 'a@ex.test', '${hash}', '2024-01-01T00:00:00Z'), (2, 'b@ex.test', '${hash}', '2024-01-01T00:00:00Z'),
        (3, 'c@ex.test', '${hash}', '2024-01-01T00:00:00Z');`
    expect((await lookAtBest(joined)).host['accounts']).toMatchObject({
      defaults: { joined: { made: 'now' } },
    })
  })

  it('takes no table for accounts that only holds addresses', async () => {
    const { candidates, passedOver, problems } = await look(`
      create table newsletter_subscribers (id integer primary key, email text unique, confirmed_at text);
      create table orders (id integer primary key, email text, customer_email text);
      create table contact_messages (id integer primary key, email text, name text);`)
    expect(candidates).toEqual([])
    expect(passedOver.map(({ table }) => table)).toContain('newsletter_subscribers')
    expect(problems).toMatchObject([{ code: 'no-accounts' }])
  })

  it('is not misled by a column whose name says address and whose data does not', async () => {
    const { findings } = await lookAtBest(`
      create table users (id integer primary key, mail text, login_email text, password text);
      insert into users (mail, login_email, password) values ('Main St 1', 'vera@ex.test', '${hash}');`)
    expect(findings.email?.column).toBe('login_email')
  })

  it('reads no more than fifty rows of a large table', async () => {
    const many = `with recursive n (i) as (select 1 union all select i + 1 from n where i < 2000)
      insert into users (email, password_hash) select 'a' || i || '@ex.test', '${hash}' from n;`
    expect((await lookAtBest(users + many)).hashes).toMatchObject({ sampled: 50 })
  })

  it('does not compare the addresses of a table that is too large', async () => {
    const many = `with recursive n (i) as (select 1 union all select i + 1 from n where i <= 100000)
      insert into users (email) select 'a' || i || '@ex.test' from n;`
    const { emailComparison } = await lookAtBest(users + many)
    expect(emailComparison?.sharedButForCase).toBeNull()
    expect(emailComparison?.reasons.join()).toContain('was not looked at')
  })

  it('counts addresses that are shared but for their case', async () => {
    const twins = `insert into users (email) values ('kim@ex.test'), ('Kim@ex.test');`
    const { emailComparison } = await lookAtBest(users + twins)
    expect(emailComparison).toMatchObject({
      proposal: 'ignore-case',
      confidence: 'likely',
      sharedButForCase: 1,
    })
  })

  it.each([
    [
      'a collation',
      `create table users (id integer primary key, email text collate nocase unique, password text)`,
    ],
    [
      'an index',
      `create table users (id integer primary key, email text, password text); create unique index e on users (lower(email))`,
    ],
  ])('is sure that case is left aside where %s says so', async (_what, sql) => {
    const { emailComparison, problems } = await lookAtBest(sql)
    expect(emailComparison?.confidence).toBe('sure')
    expect(problems).toEqual([])
  })

  it('reads which values of a status stand for closed accounts', async () => {
    const { host } = await lookAtBest(
      `${users + vera} insert into users (email, status) values ('otto@ex.test', 'banned');`,
    )
    expect(host['accounts']).toMatchObject({ disabled: { column: 'status', values: ['banned'] } })
  })

  it('asks for them where that does not show, and takes the answer', async () => {
    const { questions, host } = await lookAtBest(users + vera)
    expect(questions).toMatchObject([{ about: 'disabled', weight: 'needed' }])
    expect(host['accounts']).not.toHaveProperty('disabled')
    const told = await lookAtBest(users + vera, { columns: { status: null, disabled: 'status=gone,barred' } })
    expect(told.questions).toEqual([])
    expect(told.host['accounts']).toMatchObject({
      disabled: { column: 'status', values: ['gone', 'barred'] },
    })
  })

  it('gives no new account the privileges that the first ones have', async () => {
    const { host, questions } = await lookAtBest(`
      create table users (id integer primary key, email text unique, password text, is_admin boolean not null,
        role text not null, plan text not null);
      insert into users (email, password, is_admin, role, plan) values ('a@ex.test', '${hash}', 1, 'admin', 'free'),
        ('b@ex.test', '${hash}', 1, 'admin', 'free'), ('c@ex.test', '${hash}', 1, 'admin', 'free');`)
    expect(host['accounts']).toMatchObject({ defaults: { is_admin: false, plan: 'free' } })
    expect(questions).toMatchObject([
      { about: 'defaults', flag: '--defaults role=<value>', weight: 'needed' },
    ])
  })

  it('asks how hashes were made that do not say it', async () => {
    const salted = `create table users (id integer primary key, email text unique, password text, salt text);
      insert into users (email, password, salt)
        values ('vera@ex.test', '0e4ea231e0d7e9df282332a89fc5cb801597e687355d735c4266fb956f0d9856', 'ENqpR5FNfm4K');`
    expect((await lookAtBest(salted)).questions).toMatchObject([
      { about: 'passwordScheme', weight: 'needed' },
    ])
    const told = await lookAtBest(salted, { passwordScheme: 'sha256(salt+password)' })
    expect(told).toMatchObject({ questions: [], hashes: { formats: { digest: 1 } } })
    expect(told.host).toMatchObject({ passwords: { scheme: 'sha256(salt+password)' } })
  })

  it('offers a column that holds ids of Amazon already, with what is wrong with it', async () => {
    const { linkColumn, questions } = await lookAtBest(
      'create table users (id integer primary key, email text unique, password text, amazon_user_id text collate nocase)',
    )
    expect(linkColumn?.column).toBe('amazon_user_id')
    expect(linkColumn?.warnings.join()).toMatch(/takes A for a.*unique/s)
    expect(questions).toMatchObject([{ flag: '--links column --column amazon_user_id', weight: 'optional' }])
  })

  it('takes what it is told for sure', async () => {
    const { findings, confidence, host } = await lookAtBest(
      'create table people_2 (nr integer primary key, contact text, secret_code text)',
      { table: 'people_2', columns: { email: 'contact', passwordHash: 'secret_code' } },
    )
    expect(confidence).toBe('sure')
    expect(findings.email).toMatchObject({ column: 'contact', confidence: 'sure' })
    expect(host['accounts']).toMatchObject({ id: 'nr', email: 'contact', passwordHash: 'secret_code' })
  })
})

describe('what keeps a database from being used', () => {
  const twoTables = `${users} create table customers (
    id integer primary key, email text not null unique, name text, password_hash text)`

  it.each([
    { what: 'no tables', sql: '', choices: {}, code: 'empty-database', wayOut: 'GRANT' },
    {
      what: 'a misspelt table',
      sql: users,
      choices: { table: 'usrs' },
      code: 'no-such-table',
      wayOut: 'users',
    },
    { what: 'two of a kind', sql: twoTables, choices: {}, code: 'several-candidates', wayOut: '--table' },
  ])('is told with the way out: $what', async ({ sql, choices, code, wayOut }) => {
    const { problems } = await look(sql, choices)
    expect(problems).toMatchObject([{ code, weight: 'stops' }])
    expect(problems[0]?.wayOut).toContain(wayOut)
  })

  it.each([
    [
      'no primary key',
      'create table users (id integer, email text, password text)',
      'no-primary-key',
      'ADD PRIMARY KEY',
    ],
    [
      'a key of two columns',
      'create table users_field_data (uid integer, langcode text, name text, pass text, mail text, primary key (uid, langcode))',
      'composite-key',
      'host of your own',
    ],
    [
      'a view',
      'create table t (id integer primary key, e text, p text); create view users as select id, e as email, p as password from t',
      'view',
      '--table',
    ],
    [
      'hashes of an unknown kind',
      `create table users (id integer primary key, email text unique, password text);
       insert into users (email, password) values ('vera@ex.test', 'zz:${'q'.repeat(60)}')`,
      'unknown-hashes',
      '--password-scheme',
    ],
  ])('is told of a table: %s', async (_what, sql, code, wayOut) => {
    const { problems } = await lookAtBest(sql)
    const problem = problems.find((one) => one.code === code)
    expect(problem).toMatchObject({ weight: 'stops' })
    expect(problem?.wayOut).toContain(wayOut)
  })

  it('is no address without a unique key, which is only told', async () => {
    const { problems } = await lookAtBest(
      'create table users (id integer primary key, email text, password text)',
    )
    expect(problems).toMatchObject([{ code: 'no-unique-email', weight: 'warns' }])
    expect(problems[0]?.wayOut).toContain('CREATE UNIQUE INDEX users_email_unique ON users (email)')
  })

  it('is a column that somebody named wrongly', async () => {
    const { problems } = await lookAtBest(users, { columns: { email: 'emial' } })
    expect(problems).toMatchObject([{ code: 'no-such-column', weight: 'stops' }])
    expect(problems[0]?.wayOut).toContain('email, name, password_hash')
  })
})
