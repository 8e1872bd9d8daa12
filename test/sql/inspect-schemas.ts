/** A schema in SQL that SQLite takes, with what somebody who knows the program would write for it. */
export interface KnownSchema {
  readonly program: string
  readonly sql: string
  readonly accounts: Readonly<Record<string, unknown>>
}

// Of the password "correct horse", as bcrypt made it at cost 4.
export const hash = '$2a$04$Vj7YbM0WnviZJedw3ungHO2IT0GBwbpl3fDW4mCW11u/fRVNbHlje'

export const knownSchemas: readonly KnownSchema[] = [
  {
    program: 'Joomla',
    sql: `
      create table jos_users (
        id integer primary key, name varchar(400) not null default '', username varchar(150) not null default '' unique,
        email varchar(100) not null default '', password varchar(100) not null default '',
        block tinyint not null default 0, sendEmail tinyint default 0, registerDate datetime not null,
        lastvisitDate datetime, activation varchar(100) not null default '', params text not null,
        lastResetTime datetime, resetCount integer not null default 0, otpKey varchar(1000) not null default '',
        requireReset tinyint not null default 0
      );
      create table jos_session (session_id varchar(192) primary key, userid integer default 0, username varchar(150));
      create table jos_newsletter_subs (id integer primary key, email varchar(100) unique);
      insert into jos_users (name, username, email, password, registerDate, params)
        values ('Vera', 'vera', 'vera@ex.test', '${hash}', '2024-03-01 10:00:00', '{}');`,
    accounts: {
      table: 'jos_users',
      id: 'id',
      email: 'email',
      username: 'username',
      name: 'name',
      passwordHash: 'password',
      disabled: 'block',
      defaults: { registerDate: { made: 'now' }, params: '' },
    },
  },
  {
    program: 'phpBB',
    sql: `
      create table phpbb_users (
        user_id integer primary key, user_type tinyint not null default 0, group_id integer not null default 3,
        user_permissions text not null default '', user_ip varchar(40) not null default '',
        user_regdate integer not null default 0, username varchar(255) not null default '',
        username_clean varchar(255) not null unique, user_password varchar(255) not null default '',
        user_passchg integer not null default 0, user_email varchar(100) not null default '',
        user_newpasswd varchar(255) not null default '', user_inactive_reason tinyint not null default 0
      );
      create table phpbb_sessions (session_id char(32) primary key, session_user_id integer);
      create table phpbb_banlist (ban_id integer primary key, ban_userid integer, ban_email varchar(100));
      insert into phpbb_users (username, username_clean, user_password, user_email)
        values ('Vera', 'vera', '${hash}', 'vera@ex.test');`,
    accounts: {
      table: 'phpbb_users',
      id: 'user_id',
      email: 'user_email',
      username: { column: 'username', normalized: { column: 'username_clean', case: 'lower' } },
      passwordHash: 'user_password',
    },
  },
  {
    program: 'Magento',
    sql: `
      create table customer_entity (
        entity_id integer primary key, website_id smallint default 0, email varchar(255), group_id smallint not null default 0,
        store_id smallint default 0, created_at timestamp not null default current_timestamp,
        updated_at timestamp not null default current_timestamp, is_active smallint not null default 1,
        firstname varchar(255), lastname varchar(255), password_hash varchar(128), rp_token varchar(128),
        lock_expires timestamp, failures_num smallint default 0, unique (email, website_id)
      );
      create table customer_address_entity (
        entity_id integer primary key, parent_id integer references customer_entity (entity_id), postcode varchar(255)
      );
      create table admin_user (
        user_id integer primary key, firstname varchar(32), lastname varchar(32), email varchar(128),
        username varchar(40) unique, password varchar(255) not null, is_active smallint not null default 1
      );
      create table newsletter_subscriber (
        subscriber_id integer primary key, customer_id integer, subscriber_email varchar(150)
      );
      create table sales_order (entity_id integer primary key, customer_id integer, customer_email varchar(128));
      insert into customer_entity (email, firstname, lastname, password_hash)
        values ('vera@ex.test', 'Vera', 'Winter', '$argon2id$v=19$m=64,t=1,p=2$AB/S4VKFXAmOMI2KJ73CGQ$BQlbkiD4BLfV9mqygQhpHdPNAEhTNf8JYzbXHOG/l+Y');`,
    accounts: {
      table: 'customer_entity',
      id: 'entity_id',
      email: 'email',
      name: { first: 'firstname', last: 'lastname' },
      passwordHash: 'password_hash',
      disabled: [
        { column: 'is_active', values: [false] },
        { column: 'lock_expires', when: 'future' },
      ],
    },
  },
  {
    program: 'Discourse',
    sql: `
      create table users (
        id integer primary key, username varchar(60) not null unique, created_at timestamp not null,
        updated_at timestamp not null, name varchar, password_hash varchar(64), salt varchar(32),
        active boolean not null default false, username_lower varchar(60) not null unique, suspended_till timestamp,
        silenced_till timestamp, admin boolean not null default false, moderator boolean default false,
        trust_level integer not null
      );
      create table user_emails (
        id integer primary key, user_id integer not null, email varchar(513) not null, "primary" boolean not null default false,
        created_at timestamp not null, updated_at timestamp not null, normalized_email varchar
      );
      create unique index user_emails_lower on user_emails (lower(email));
      create table user_associated_accounts (id integer primary key, provider_name varchar, user_id integer);
      create table email_logs (id integer primary key, to_address varchar, user_id integer);
      insert into users (username, created_at, updated_at, name, username_lower, active, trust_level)
        values ('Vera', '2024-03-01', '2024-03-01', 'Vera', 'vera', 1, 1);
      insert into user_emails (user_id, email, "primary", created_at, updated_at, normalized_email)
        values (1, 'vera@ex.test', 1, '2024-03-01', '2024-03-01', 'vera@ex.test');`,
    accounts: {
      table: 'users',
      id: 'id',
      email: {
        table: 'user_emails',
        account: 'user_id',
        column: 'email',
        normalized: { column: 'normalized_email', case: 'lower' },
        primary: 'primary',
        defaults: { created_at: { made: 'now' }, updated_at: { made: 'now' } },
      },
      username: { column: 'username', normalized: { column: 'username_lower', case: 'lower' } },
      name: 'name',
      passwordHash: 'password_hash',
      passwordSalt: 'salt',
      disabled: [
        { column: 'active', values: [false] },
        { column: 'suspended_till', when: 'future' },
      ],
      defaults: { created_at: { made: 'now' }, updated_at: { made: 'now' } },
    },
  },
  {
    program: 'Moodle',
    sql: `
      create table mdl_user (
        id integer primary key, auth varchar(20) not null default 'manual', confirmed tinyint not null default 0,
        deleted tinyint not null default 0, suspended tinyint not null default 0, username varchar(100) not null default '',
        password varchar(255) not null default '', firstname varchar(100) not null default '',
        lastname varchar(100) not null default '', email varchar(100) not null default '', unique (username)
      );
      insert into mdl_user (username, password, firstname, lastname, email)
        values ('vera', '${hash}', 'Vera', 'Winter', 'vera@ex.test');`,
    accounts: {
      table: 'mdl_user',
      id: 'id',
      email: 'email',
      username: 'username',
      name: { first: 'firstname', last: 'lastname' },
      passwordHash: 'password',
      emailVerified: 'confirmed',
      disabled: ['deleted', 'suspended'],
    },
  },
  {
    program: 'Spring Security',
    sql: `
      create table accounts (
        account_id varchar(36) primary key, username varchar(50) not null unique, email varchar(200) not null unique,
        password varchar(100) not null, enabled char(1) not null, account_non_locked char(1) not null default 'Y',
        display_name varchar(100), created timestamp not null
      );
      create table authorities (username varchar(50) not null, authority varchar(50) not null);
      create table persistent_logins (series varchar(64) primary key, username varchar(64), token varchar(64));
      insert into accounts values ('a-1', 'vera', 'vera@ex.test', '{bcrypt}${hash}', 'Y', 'Y', 'Vera', '2024-03-01');
      insert into accounts values ('a-2', 'otto', 'otto@ex.test', '{bcrypt}${hash}', 'N', 'Y', 'Otto', '2024-03-01');`,
    accounts: {
      table: 'accounts',
      id: 'account_id',
      newId: 'uuid',
      email: 'email',
      username: 'username',
      name: 'display_name',
      passwordHash: 'password',
      disabled: { column: 'enabled', values: ['N'] },
      defaults: { enabled: 'Y', created: { made: 'now' } },
    },
  },
  {
    program: 'Lucia',
    sql: `
      create table user (id text primary key not null, username text not null unique, email text);
      create table key (id text primary key not null, user_id text not null references user (id), hashed_password text);
      create table session (id text primary key not null, user_id text not null references user (id), expires_at integer);
      insert into user values ('u1', 'vera', 'vera@ex.test');
      insert into key values ('username:vera', 'u1', '${hash}');`,
    accounts: {
      table: 'user',
      id: 'id',
      newId: 'uuid',
      email: 'email',
      username: 'username',
      passwordHash: { table: 'key', account: 'user_id', column: 'hashed_password' },
    },
  },
  {
    program: 'a shop of 1997',
    sql: `
      create table CUSTMAST (
        CUSTNO integer primary key, CUSTNAME varchar(60), STATUS varchar(10) not null, ENTRYDT date not null
      );
      create table CUSTLOGIN (
        CUSTNO integer primary key references CUSTMAST (CUSTNO), LOGIN varchar(20) not null unique,
        EMAIL varchar(80) not null unique, PASSWD varchar(60) not null
      );
      insert into CUSTMAST values (1, 'Vera Winter', 'ACTIVE', '1997-01-01'), (2, 'Otto Falk', 'CLOSED', '1997-01-01');
      insert into CUSTLOGIN values (1, 'vera', 'vera@ex.test', '${hash}'), (2, 'otto', 'otto@ex.test', '${hash}');`,
    accounts: {
      table: 'CUSTLOGIN',
      id: 'CUSTNO',
      email: 'EMAIL',
      username: 'LOGIN',
      passwordHash: 'PASSWD',
    },
  },
]
