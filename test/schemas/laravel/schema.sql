-- Laravel with its default migrations, soft deletes and Sanctum.
create table migrations (
  id int unsigned not null auto_increment primary key, migration varchar(255) not null, batch int not null
) default charset=utf8mb4 collate=utf8mb4_unicode_ci;
create table users (
  id bigint unsigned not null auto_increment primary key,
  name varchar(255) not null,
  email varchar(255) not null,
  email_verified_at timestamp null default null,
  password varchar(255) not null,
  remember_token varchar(100) default null,
  created_at timestamp null default null,
  updated_at timestamp null default null,
  deleted_at timestamp null default null,
  unique key users_email_unique (email)
) default charset=utf8mb4 collate=utf8mb4_unicode_ci;
create table password_reset_tokens (
  email varchar(255) not null primary key, token varchar(255) not null, created_at timestamp null default null
) default charset=utf8mb4 collate=utf8mb4_unicode_ci;
create table sessions (
  id varchar(255) not null primary key, user_id bigint unsigned default null, ip_address varchar(45) default null,
  user_agent text, payload longtext not null, last_activity int not null,
  key sessions_user_id_index (user_id), key sessions_last_activity_index (last_activity)
) default charset=utf8mb4 collate=utf8mb4_unicode_ci;
create table personal_access_tokens (
  id bigint unsigned not null auto_increment primary key,
  tokenable_type varchar(255) not null, tokenable_id bigint unsigned not null, name varchar(255) not null,
  token varchar(64) not null, abilities text, last_used_at timestamp null default null,
  expires_at timestamp null default null, created_at timestamp null default null, updated_at timestamp null default null,
  unique key personal_access_tokens_token_unique (token)
) default charset=utf8mb4 collate=utf8mb4_unicode_ci;
create table failed_jobs (
  id bigint unsigned not null auto_increment primary key, uuid varchar(255) not null, connection text not null,
  queue text not null, payload longtext not null, exception longtext not null,
  failed_at timestamp not null default current_timestamp, unique key failed_jobs_uuid_unique (uuid)
) default charset=utf8mb4 collate=utf8mb4_unicode_ci;
create table orders (
  id bigint unsigned not null auto_increment primary key, user_id bigint unsigned default null,
  email varchar(255) not null, name varchar(255) not null, total int unsigned not null,
  created_at timestamp null default null, updated_at timestamp null default null,
  constraint orders_user_id_foreign foreign key (user_id) references users (id)
) default charset=utf8mb4 collate=utf8mb4_unicode_ci;
create table newsletter_subscriptions (
  id bigint unsigned not null auto_increment primary key, email varchar(255) not null,
  verified_at timestamp null default null, unique key newsletter_subscriptions_email_unique (email)
) default charset=utf8mb4 collate=utf8mb4_unicode_ci;
