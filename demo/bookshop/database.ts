import Database from 'libsql'

export type ShopDatabase = Database.Database

const SCHEMA = `
  create table if not exists users (
    id integer primary key,
    email text unique collate nocase,
    full_name text not null,
    password_hash text not null,
    verified_at text,
    disabled_at text,
    postal_code text,
    created_at text not null
  );
  create table if not exists sessions (
    id text primary key,
    user_id integer,
    data text not null,
    expires_at integer not null,
    ended_at integer
  );
  create index if not exists sessions_of_user on sessions (user_id);
  create table if not exists mail_links (
    token_hash text primary key,
    purpose text not null,
    user_id integer not null references users (id) on delete cascade,
    email text not null,
    expires_at integer not null
  );
  create table if not exists sign_in_attempts (
    who text primary key,
    attempts integer not null,
    forget_at integer not null
  );
  create table if not exists orders (
    reference text primary key,
    user_id integer not null references users (id) on delete cascade,
    deliver_to text not null,
    total_cents integer not null,
    placed_at text not null
  );
  create table if not exists order_lines (
    reference text not null references orders (reference) on delete cascade,
    title text not null,
    quantity integer not null,
    price_cents integer not null
  );
  create table if not exists mails (
    id integer primary key,
    recipient text not null,
    subject text not null,
    body text not null,
    sent_at text not null
  );
  create table if not exists waiting_mails (
    id integer primary key,
    recipient text not null,
    subject text not null,
    body text not null
  );
  create table if not exists seeded_customers (
    email text primary key
  );
  create table if not exists mailed_code_users (
    user_id integer primary key references users (id) on delete cascade
  );
`

export function openDatabase(file: string): ShopDatabase {
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.pragma('foreign_keys = ON')
  database.pragma('busy_timeout = 5000')
  database.exec(SCHEMA)
  return database
}
