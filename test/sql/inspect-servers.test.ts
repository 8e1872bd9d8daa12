import mysql from 'mysql2/promise'
import pg from 'pg'
import { type Candidate, type HostDatabase, type Inspection, inspectDatabase } from 'sparekey/sql'
import { expect, it, onTestFinished } from 'vitest'
import { createDatabase, describeOn } from '../support/servers.js'
import { hash } from './inspect-schemas.js'

interface Opened {
  readonly database: HostDatabase
  readonly url: string
  execute(sql: string): Promise<unknown>
}

async function openPostgres(sql: string): Promise<Opened> {
  const { url, drop } = await createDatabase('postgres')
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  pool.on('error', () => undefined)
  onTestFinished(async () => {
    await pool.end()
    await drop()
  })
  await pool.query(sql)
  return { database: pool, url, execute: (text) => pool.query(text) }
}

async function openMariadb(sql: string): Promise<Opened> {
  const { url, drop } = await createDatabase('mariadb')
  const pool = mysql.createPool({ uri: url, multipleStatements: true, connectionLimit: 2 })
  onTestFinished(async () => {
    await pool.end()
    await drop()
  })
  await pool.query(sql)
  return { database: pool, url, execute: (text) => pool.query(text) }
}

function bestOf({ candidates }: Inspection): Candidate {
  const [best] = candidates
  if (best === undefined) throw new Error('no table comes into question')
  return best
}

describeOn('postgres')('inspectDatabase on PostgreSQL', () => {
  it('reads schemas, enumerations, uuids, citext and partial keys', async () => {
    const { database } = await openPostgres(`
      create extension citext;
      create schema shop;
      create type shop.standing as enum ('active', 'suspended');
      create domain shop.address as citext;
      create table shop."Customers" (
        "Id" uuid primary key, "Email" shop.address not null, "PasswordHash" varchar(100),
        "Standing" shop.standing not null, "State" shop.standing not null default 'active', "CreatedAt" timestamptz not null
      );
      create unique index on shop."Customers" ("Email") where "State" = 'active';
      insert into shop."Customers" values (gen_random_uuid(), 'vera@ex.test', '${hash}', 'active', 'active', now());
      create table public.contacts (id serial primary key, email text);`)
    const best = bestOf(await inspectDatabase(database))
    expect(best.host).toEqual({
      accounts: {
        table: 'Customers',
        schema: 'shop',
        id: 'Id',
        newId: 'uuid',
        email: 'Email',
        passwordHash: 'PasswordHash',
        disabled: { column: 'State', values: ['suspended'] },
        defaults: { CreatedAt: { made: 'now' } },
      },
      links: { table: 'amazon_links' },
      emailComparison: 'ignore-case',
    })
    expect(best.emailComparison?.confidence).toBe('sure')
    expect(best.questions).toMatchObject([{ about: 'defaults', flag: '--defaults Standing=<value>' }])
    // The key covers only some of the rows.
    expect(best.problems[0]?.wayOut).toContain('ON shop."Customers" ("Email")')
  })

  it('knows an index over lower(email), and the estimate of a table', async () => {
    const { database, execute } = await openPostgres(`
      create table users (id bigserial primary key, email varchar(200) not null, password text);
      create unique index on users (lower((email)::text));
      insert into users (email) select 'a' || i || '@ex.test' from generate_series(1, 300) as i;`)
    await execute('analyze users')
    const best = bestOf(await inspectDatabase(database))
    expect(best).toMatchObject({ estimatedRows: 300, problems: [], emailComparison: { confidence: 'sure' } })
  })

  it('says which right is missing', async () => {
    const { url, execute } = await openPostgres(
      `create table "Users" (id int primary key, email text unique, password text)`,
    )
    const role = `looker_${new URL(url).pathname.slice(1)}`
    await execute(`create role ${role} login; grant usage on schema public to ${role}`)
    const asRole = new URL(url)
    asRole.username = role
    const pool = new pg.Pool({ connectionString: asRole.href, max: 1 })
    onTestFinished(async () => {
      await pool.end()
      await execute(`drop owned by ${role}; drop role ${role}`)
    })
    const { problems } = bestOf(await inspectDatabase(pool))
    expect(problems).toMatchObject([{ code: 'no-rights', weight: 'stops' }])
    expect(problems[0]?.wayOut).toContain('GRANT SELECT, INSERT, UPDATE ON "Users" TO')
  })

  it('reads in a transaction that cannot write, whatever the site does when it is read', async () => {
    const { url, execute } = await openPostgres(`
      create table users (id int primary key, email text unique, password text);
      create table readings (at timestamptz);
      create function note() returns boolean language plpgsql volatile as
        'begin insert into readings values (now()); return true; end';
      create policy noted on users using (note());
      alter table users enable row level security;
      insert into users values (1, 'vera@ex.test', '${hash}');`)
    const role = `reader_${new URL(url).pathname.slice(1)}`
    await execute(`create role ${role} login; grant usage on schema public to ${role};
      grant all on users, readings to ${role}`)
    const asRole = new URL(url)
    asRole.username = role
    const pool = new pg.Pool({ connectionString: asRole.href, max: 1 })
    onTestFinished(async () => {
      await pool.end()
      await execute(`drop owned by ${role}; drop role ${role}`)
    })
    await expect(inspectDatabase(pool)).rejects.toThrow('read-only transaction')
  })
})

describeOn('mariadb')('inspectDatabase on MariaDB', () => {
  it('reads collations, enumerations, bits and what counts up', async () => {
    const { database } = await openMariadb(`
      create table usr_account (
        id int auto_increment primary key, email varchar(150) collate utf8mb4_unicode_ci not null,
        login varchar(40) collate utf8mb4_bin not null, pwd varchar(100), active bit(1) not null,
        status enum('active', 'closed') not null default 'active', created datetime not null,
        amazon_id varchar(64) collate utf8mb4_general_ci, unique (email), unique (login)
      );
      insert into usr_account (email, login, pwd, active, created) values ('vera@ex.test', 'vera', '${hash}', 1, now());`)
    const best = bestOf(await inspectDatabase(database))
    expect(best.host).toEqual({
      accounts: {
        table: 'usr_account',
        id: 'id',
        email: 'email',
        username: 'login',
        passwordHash: 'pwd',
        disabled: [
          { column: 'active', values: [false] },
          { column: 'status', values: ['closed'] },
        ],
        defaults: { created: { made: 'now' } },
      },
      links: { table: 'amazon_links' },
      emailComparison: 'ignore-case',
    })
    expect(best.emailComparison?.confidence).toBe('sure')
    expect(best.linkColumn?.warnings.join()).toContain('takes A for a')
  })

  it('tells views from tables, and follows foreign keys', async () => {
    const { database } = await openMariadb(`
      create table members (member_no bigint auto_increment primary key, full_name varchar(100));
      create table member_logins (
        member_no bigint primary key, email varchar(150) not null unique, pass_hash varchar(100) not null,
        foreign key (member_no) references members (member_no)
      );
      create view customers as select member_no as id, full_name as email from members;
      insert into members values (1, 'Vera Winter');
      insert into member_logins values (1, 'vera@ex.test', '${hash}');`)
    const { candidates } = await inspectDatabase(database)
    expect(candidates.map(({ table }) => table)).not.toContain('customers')
    expect(candidates.map(({ table }) => table)).toContain('members')
  })
})
