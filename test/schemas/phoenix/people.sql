-- The hashes are those of test/passwords/vectors/python-bcrypt.json.
insert into users (id, email, hashed_password, confirmed_at, inserted_at, updated_at)
  values ('6f1c2a90-0000-4000-8000-000000000001', 'vera@ex.test', '$2b$04$E9mv9KrMtZZTyyWZwaFzceVeSoMqwRn2qa3AYwlQfFbnQu41NfPdC', '2024-03-01 10:00:00', '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into users (id, email, hashed_password, confirmed_at, inserted_at, updated_at)
  values ('6f1c2a90-0000-4000-8000-000000000002', 'nora@ex.test', '$2b$04$KlELMEdr.kVztty2RVqF4eSe0OzwSHqBs1OpvsbWq5KdB5lLC00Tu', null, '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into users (id, email, hashed_password, confirmed_at, inserted_at, updated_at)
  values ('6f1c2a90-0000-4000-8000-000000000003', 'kim@ex.test', '$2b$04$khHjfDKd5CYS0pAznoeApuDUCHBddTG6xTgHEICAVDViQKH6z7Glm', '2024-03-01 10:00:00', '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into subscribers (id, email, confirmed_at) values ('6f1c2a90-0000-4000-8000-000000000007', 'reader@ex.test', '2024-03-01 10:00:00');
insert into users_tokens (id, user_id, token, context, sent_to, inserted_at)
  values ('6f1c2a90-0000-4000-8000-000000000008', '6f1c2a90-0000-4000-8000-000000000001', '\x00ff', 'confirm', 'vera@ex.test', '2024-03-01 10:00:00');
