-- The hashes are those of test/passwords/vectors/argon2id.json.
insert into "user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt")
  values ('Zk3vT9qLw0bXe7RmYc21NhUsPdJgAo1f5', 'Vera Winter', 'vera@ex.test', 1, '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into "account" ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt")
  values ('credential1', 'Zk3vT9qLw0bXe7RmYc21NhUsPdJgAo1f5', 'credential', 'Zk3vT9qLw0bXe7RmYc21NhUsPdJgAo1f5', '$argon2id$v=19$m=64,t=1,p=2$AB/S4VKFXAmOMI2KJ73CGQ$BQlbkiD4BLfV9mqygQhpHdPNAEhTNf8JYzbXHOG/l+Y', '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into "user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt")
  values ('Zk3vT9qLw0bXe7RmYc22NhUsPdJgAo1f5', 'Nora Bird', 'nora@ex.test', 0, '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into "account" ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt")
  values ('credential2', 'Zk3vT9qLw0bXe7RmYc22NhUsPdJgAo1f5', 'credential', 'Zk3vT9qLw0bXe7RmYc22NhUsPdJgAo1f5', '$argon2id$v=19$m=64,t=1,p=2$IgC+t36m8QVsJqlqoQzw3A$Fs7vr0FPk5+VFRpvneUzlJ/sanhPGCjhIGDWfVc6UPA', '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into "user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt")
  values ('Zk3vT9qLw0bXe7RmYc23NhUsPdJgAo1f5', 'Kim Lower', 'kim@ex.test', 1, '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into "account" ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt")
  values ('credential3', 'Zk3vT9qLw0bXe7RmYc23NhUsPdJgAo1f5', 'credential', 'Zk3vT9qLw0bXe7RmYc23NhUsPdJgAo1f5', '$argon2id$v=19$m=64,t=1,p=2$QuikzKyhyrpshFpGQQiopQ$EhlV40X/coOGtTBbz/6TuycepjDjuk+GjGDzmRWvAEE', '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into "user" ("id", "name", "email", "emailVerified", "createdAt", "updatedAt")
  values ('Zk3vT9qLw0bXe7RmYc24NhUsPdJgAo1f5', 'Kim Upper', 'Kim@ex.test', 1, '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into "account" ("id", "accountId", "providerId", "userId", "password", "createdAt", "updatedAt")
  values ('credential4', 'Zk3vT9qLw0bXe7RmYc24NhUsPdJgAo1f5', 'credential', 'Zk3vT9qLw0bXe7RmYc24NhUsPdJgAo1f5', '$argon2id$v=19$m=64,t=1,p=2$zjs5QGNrZbn0IQiRHnuxng$eJYVFvHh7zZL5hZW3bD3mMIh7fvXTxFLP/5O7aD/qqA', '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into "account" ("id", "accountId", "providerId", "userId", "accessToken", "createdAt", "updatedAt")
  values ('google1', '1180012', 'google', 'Zk3vT9qLw0bXe7RmYc21NhUsPdJgAo1f5', 'ya29.not-a-token', '2024-03-01 10:00:00', '2024-03-01 10:00:00');
