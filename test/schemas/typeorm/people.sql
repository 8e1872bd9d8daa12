-- The hashes are those of test/passwords/vectors/argon2id.json.
INSERT INTO "user" ("id", "email", "firstName", "lastName", "password", "isEmailVerified", "isActive", "deletedAt")
  VALUES ('6f1c2a90-0000-4000-8000-000000000001', 'vera@ex.test', 'Vera', 'Winter', '$argon2id$v=19$m=64,t=1,p=2$AB/S4VKFXAmOMI2KJ73CGQ$BQlbkiD4BLfV9mqygQhpHdPNAEhTNf8JYzbXHOG/l+Y', 1, 1, null);
INSERT INTO "user" ("id", "email", "firstName", "lastName", "password", "isEmailVerified", "isActive", "deletedAt")
  VALUES ('6f1c2a90-0000-4000-8000-000000000002', 'nora@ex.test', 'Nora', 'Bird', '$argon2id$v=19$m=64,t=1,p=2$IgC+t36m8QVsJqlqoQzw3A$Fs7vr0FPk5+VFRpvneUzlJ/sanhPGCjhIGDWfVc6UPA', 0, 1, null);
INSERT INTO "user" ("id", "email", "firstName", "lastName", "password", "isEmailVerified", "isActive", "deletedAt")
  VALUES ('6f1c2a90-0000-4000-8000-000000000003', 'kim@ex.test', 'Kim', 'Lower', '$argon2id$v=19$m=64,t=1,p=2$QuikzKyhyrpshFpGQQiopQ$EhlV40X/coOGtTBbz/6TuycepjDjuk+GjGDzmRWvAEE', 1, 1, null);
INSERT INTO "user" ("id", "email", "firstName", "lastName", "password", "isEmailVerified", "isActive", "deletedAt")
  VALUES ('6f1c2a90-0000-4000-8000-000000000004', 'Kim@ex.test', 'Kim', 'Upper', '$argon2id$v=19$m=64,t=1,p=2$zjs5QGNrZbn0IQiRHnuxng$eJYVFvHh7zZL5hZW3bD3mMIh7fvXTxFLP/5O7aD/qqA', 1, 1, null);
INSERT INTO "user" ("id", "email", "firstName", "lastName", "password", "isEmailVerified", "isActive", "deletedAt")
  VALUES ('6f1c2a90-0000-4000-8000-000000000005', 'otto@ex.test', 'Otto', 'Falk', '$argon2id$v=19$m=64,t=1,p=2$+hznPU37NEXMIdGeeThAUA$3/YYDrUe6e757obdPFnQVN01/FnnIZzUwVL3ZpusUik', 1, 1, '2024-03-01 10:00:00');
INSERT INTO "order" ("id", "email", "totalCents", "userId") VALUES ('6f1c2a90-0000-4000-8000-000000000007', 'guest@ex.test', 1200, null);
INSERT INTO "newsletter_subscriber" ("id", "email") VALUES ('6f1c2a90-0000-4000-8000-000000000008', 'reader@ex.test');
