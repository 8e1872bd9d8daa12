-- The hashes are those of test/passwords/vectors/python-bcrypt.json.
insert into "User" ("id", "name", "email", "emailVerified", "hashedPassword", "updatedAt")
  values ('clx3k9v8r000108l4b7d2e6fq', 'Vera Winter', 'vera@ex.test', '2024-03-01 10:00:00', '$2b$04$E9mv9KrMtZZTyyWZwaFzceVeSoMqwRn2qa3AYwlQfFbnQu41NfPdC', '2024-03-01 10:00:00');
insert into "User" ("id", "name", "email", "emailVerified", "hashedPassword", "updatedAt")
  values ('clx3k9v8r000208l4b7d2e6fq', 'Nora Bird', 'nora@ex.test', null, '$2b$04$KlELMEdr.kVztty2RVqF4eSe0OzwSHqBs1OpvsbWq5KdB5lLC00Tu', '2024-03-01 10:00:00');
insert into "User" ("id", "name", "email", "emailVerified", "hashedPassword", "updatedAt")
  values ('clx3k9v8r000308l4b7d2e6fq', 'Kim Lower', 'kim@ex.test', '2024-03-01 10:00:00', '$2b$04$khHjfDKd5CYS0pAznoeApuDUCHBddTG6xTgHEICAVDViQKH6z7Glm', '2024-03-01 10:00:00');
insert into "User" ("id", "name", "email", "emailVerified", "hashedPassword", "updatedAt")
  values ('clx3k9v8r000408l4b7d2e6fq', 'Kim Upper', 'Kim@ex.test', '2024-03-01 10:00:00', '$2b$04$AY8pYJELoAwsUD13ORhjWulqI.mvubklt6uu2g.WthPSPsQ.pzRbi', '2024-03-01 10:00:00');
insert into "User" ("id", "name", "email", "emailVerified", "updatedAt") values ('clx3k9v8r000708l4b7d2e6fq', 'Gina Git', 'gina@ex.test', '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into "Account" ("id", "userId", "type", "provider", "providerAccountId", "access_token")
  values ('clx3k9v8r000808l4b7d2e6fq', 'clx3k9v8r000708l4b7d2e6fq', 'oauth', 'github', '583231', 'gho_not_a_token');
