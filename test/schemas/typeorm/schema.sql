-- A NestJS starter on TypeORM: uuids that the entity makes, booleans, soft deletes.
CREATE TABLE "migrations" (
  "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "timestamp" bigint NOT NULL, "name" varchar NOT NULL
);
CREATE TABLE "user" (
  "id" varchar PRIMARY KEY NOT NULL,
  "email" varchar NOT NULL,
  "firstName" varchar NOT NULL,
  "lastName" varchar NOT NULL,
  "password" varchar NOT NULL,
  "isEmailVerified" boolean NOT NULL DEFAULT (0),
  "isActive" boolean NOT NULL DEFAULT (1),
  "createdAt" datetime NOT NULL DEFAULT (datetime('now')),
  "updatedAt" datetime NOT NULL DEFAULT (datetime('now')),
  "deletedAt" datetime,
  CONSTRAINT "UQ_e12875dfb3b1d92d7d7c5377e22" UNIQUE ("email")
);
CREATE TABLE "refresh_token" (
  "id" varchar PRIMARY KEY NOT NULL, "tokenHash" varchar NOT NULL, "expiresAt" datetime NOT NULL,
  "userId" varchar, CONSTRAINT "FK_refresh_user" FOREIGN KEY ("userId") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE TABLE "order" (
  "id" varchar PRIMARY KEY NOT NULL, "email" varchar NOT NULL, "totalCents" integer NOT NULL,
  "createdAt" datetime NOT NULL DEFAULT (datetime('now')), "userId" varchar,
  CONSTRAINT "FK_order_user" FOREIGN KEY ("userId") REFERENCES "user" ("id")
);
CREATE TABLE "newsletter_subscriber" (
  "id" varchar PRIMARY KEY NOT NULL, "email" varchar NOT NULL UNIQUE, "isActive" boolean NOT NULL DEFAULT (1)
);
