-- The hashes are those of test/passwords/vectors/aspnet-identity.json.
insert into "AspNetUsers" ("Id", "UserName", "NormalizedUserName", "Email", "NormalizedEmail", "EmailConfirmed", "PasswordHash",
  "SecurityStamp", "ConcurrencyStamp", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnd", "LockoutEnabled", "AccessFailedCount")
  values ('6f1c2a90-0000-4000-8000-000000000001', 'vera@ex.test', 'VERA@EX.TEST', 'vera@ex.test', 'VERA@EX.TEST', true,
  'AQAAAAEAAAPoAAAAEItrkDjV07r81j5GH943FS6Q/MeU7ZHU9lvQc+JPqveYPEXkbHfDEknx5N1C4gDC/A==',
  'STAMP1QJ7E2XV', '6f1c2a90-0000-4000-8000-000000000001', false, false, null, true, 0);
insert into "AspNetUsers" ("Id", "UserName", "NormalizedUserName", "Email", "NormalizedEmail", "EmailConfirmed", "PasswordHash",
  "SecurityStamp", "ConcurrencyStamp", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnd", "LockoutEnabled", "AccessFailedCount")
  values ('6f1c2a90-0000-4000-8000-000000000002', 'nora@ex.test', 'NORA@EX.TEST', 'nora@ex.test', 'NORA@EX.TEST', false,
  'AQAAAAEAAAPoAAAAEIhPZERkpfeb2T5J0uNPcsZgX8NmsLkqtd0G/0Pd138s0uDe/T6qt8GNgHpl3ZGk9w==',
  'STAMP2QJ7E2XV', '6f1c2a90-0000-4000-8000-000000000002', false, false, null, true, 0);
insert into "AspNetUsers" ("Id", "UserName", "NormalizedUserName", "Email", "NormalizedEmail", "EmailConfirmed", "PasswordHash",
  "SecurityStamp", "ConcurrencyStamp", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnd", "LockoutEnabled", "AccessFailedCount")
  values ('6f1c2a90-0000-4000-8000-000000000003', 'otto@ex.test', 'OTTO@EX.TEST', 'otto@ex.test', 'OTTO@EX.TEST', true,
  'AQAAAAEAAAPoAAAAEIlmTzGyugzIz51kt/txYGtE7SzG/Dxccp9h6iQof6HRU7IkqFSrUNR99/by9jEMVQ==',
  'STAMP3QJ7E2XV', '6f1c2a90-0000-4000-8000-000000000003', false, false, '9999-12-31 00:00:00+00', true, 0);
insert into "Orders" values ('6f1c2a90-0000-4000-8000-000000000007', 'buyer@ex.test', 'A Buyer', '6f1c2a90-0000-4000-8000-000000000001', '2024-03-01 10:00:00');
