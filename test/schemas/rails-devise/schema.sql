-- A Rails shop with Devise: confirmable, lockable, trackable; active_admin has people of its own beside it.
create table schema_migrations (version varchar primary key);
create table ar_internal_metadata (
  key varchar primary key, value varchar,
  created_at timestamp(6) not null, updated_at timestamp(6) not null
);
create table admin_users (
  id bigserial primary key,
  email varchar not null default '',
  encrypted_password varchar not null default '',
  reset_password_token varchar, reset_password_sent_at timestamp(6), remember_created_at timestamp(6),
  created_at timestamp(6) not null, updated_at timestamp(6) not null
);
create unique index index_admin_users_on_email on admin_users (email);
create table users (
  id bigserial primary key,
  email varchar not null default '',
  encrypted_password varchar not null default '',
  reset_password_token varchar,
  reset_password_sent_at timestamp(6),
  remember_created_at timestamp(6),
  sign_in_count integer not null default 0,
  current_sign_in_at timestamp(6), last_sign_in_at timestamp(6),
  current_sign_in_ip varchar, last_sign_in_ip varchar,
  confirmation_token varchar,
  confirmed_at timestamp(6),
  confirmation_sent_at timestamp(6),
  unconfirmed_email varchar,
  failed_attempts integer not null default 0,
  unlock_token varchar,
  locked_at timestamp(6),
  name varchar,
  created_at timestamp(6) not null,
  updated_at timestamp(6) not null
);
create unique index index_users_on_email on users (email);
create unique index index_users_on_reset_password_token on users (reset_password_token);
create unique index index_users_on_confirmation_token on users (confirmation_token);
create unique index index_users_on_unlock_token on users (unlock_token);
create table orders (
  id bigserial primary key,
  user_id bigint references users (id),
  email varchar not null,
  name varchar,
  total_cents integer not null,
  created_at timestamp(6) not null, updated_at timestamp(6) not null
);
create index index_orders_on_email on orders (email);
create table newsletter_subscribers (
  id bigserial primary key, email varchar not null, confirmed_at timestamp(6),
  created_at timestamp(6) not null, updated_at timestamp(6) not null
);
create unique index index_newsletter_subscribers_on_email on newsletter_subscribers (email);
create table sessions (
  id bigserial primary key, session_id varchar not null, data text,
  created_at timestamp(6), updated_at timestamp(6)
);
