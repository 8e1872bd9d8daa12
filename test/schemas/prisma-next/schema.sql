-- A Next.js starter on Prisma with NextAuth's adapter and a password column: "Account" holds no accounts.
create type "Role" as enum ('USER', 'ADMIN');
create table "User" (
  "id" text primary key,
  "name" text,
  "email" text,
  "emailVerified" timestamp(3),
  "image" text,
  "hashedPassword" text,
  "role" "Role" not null default 'USER',
  "createdAt" timestamp(3) not null default current_timestamp,
  "updatedAt" timestamp(3) not null
);
create unique index "User_email_key" on "User" ("email");
create table "Account" (
  "id" text primary key,
  "userId" text not null references "User" ("id") on delete cascade on update cascade,
  "type" text not null,
  "provider" text not null,
  "providerAccountId" text not null,
  "refresh_token" text, "access_token" text, "expires_at" integer,
  "token_type" text, "scope" text, "id_token" text, "session_state" text
);
create unique index "Account_provider_providerAccountId_key" on "Account" ("provider", "providerAccountId");
create table "Session" (
  "id" text primary key, "sessionToken" text not null unique,
  "userId" text not null references "User" ("id") on delete cascade, "expires" timestamp(3) not null
);
create table "VerificationToken" (
  "identifier" text not null, "token" text not null unique, "expires" timestamp(3) not null,
  unique ("identifier", "token")
);
create table "Order" (
  "id" text primary key, "email" text not null, "name" text,
  "userId" text references "User" ("id"), "createdAt" timestamp(3) not null default current_timestamp
);
create table "_prisma_migrations" (
  "id" varchar(36) primary key, "checksum" varchar(64) not null, "finished_at" timestamptz,
  "migration_name" varchar(255) not null, "logs" text, "rolled_back_at" timestamptz,
  "started_at" timestamptz not null default now(), "applied_steps_count" integer not null default 0
);
