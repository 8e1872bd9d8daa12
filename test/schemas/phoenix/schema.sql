-- Phoenix with phx.gen.auth and binary ids: citext addresses, ids that Ecto makes.
create extension if not exists citext;
create table schema_migrations (version bigint primary key, inserted_at timestamp(0));
create table users (
  id uuid primary key,
  email citext not null,
  hashed_password varchar(255) not null,
  confirmed_at timestamp(0),
  inserted_at timestamp(0) not null,
  updated_at timestamp(0) not null
);
create unique index users_email_index on users (email);
create table users_tokens (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  token bytea not null,
  context varchar(255) not null,
  sent_to varchar(255),
  inserted_at timestamp(0) not null
);
create index users_tokens_user_id_index on users_tokens (user_id);
create unique index users_tokens_context_token_index on users_tokens (context, token);
create table orders (
  id uuid primary key, user_id uuid references users (id), email citext not null, placed_at timestamp(0) not null
);
create table subscribers (id uuid primary key, email citext not null unique, confirmed_at timestamp(0));
