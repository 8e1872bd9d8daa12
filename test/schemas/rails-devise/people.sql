-- The hashes are those of test/passwords/vectors/ruby-bcrypt.json.
insert into users (email, encrypted_password, name, confirmed_at, locked_at, created_at, updated_at)
  values ('vera@ex.test', '$2a$04$Vj7YbM0WnviZJedw3ungHO2IT0GBwbpl3fDW4mCW11u/fRVNbHlje', 'Vera Winter', '2024-03-01 10:00:00', null, '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into users (email, encrypted_password, name, confirmed_at, locked_at, created_at, updated_at)
  values ('nora@ex.test', '$2a$04$JjJxbtwJKuMcjBptgP1o/e94ogS1zhBYs9egONTK2DKYzNyH4VlMG', 'Nora Bird', null, null, '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into users (email, encrypted_password, name, confirmed_at, locked_at, created_at, updated_at)
  values ('kim@ex.test', '$2a$04$7F8tZ3JjH9Ec2wpXyu/qHelMcDfz/ypOocbIAdd7DXZM6fupIBdBC', 'Kim Lower', '2024-03-01 10:00:00', null, '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into users (email, encrypted_password, name, confirmed_at, locked_at, created_at, updated_at)
  values ('Kim@ex.test', '$2a$04$mBYTq/kWuqjs2REGb6l5quRt0S8QZl25ExPgM.tFnr1b2.UiO/lnm', 'Kim Upper', '2024-03-01 10:00:00', null, '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into users (email, encrypted_password, name, confirmed_at, locked_at, created_at, updated_at)
  values ('otto@ex.test', '$2a$04$wmQXkSvwS0Re2P2zB4zrr.MdofIs4A9Jyl6fLKtgFNIqR0mLNNaRS', 'Otto Falk', '2024-03-01 10:00:00', '2024-03-01 10:00:00', '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into admin_users (email, encrypted_password, created_at, updated_at)
  values ('admin@ex.test', '$2a$04$Vj7YbM0WnviZJedw3ungHO2IT0GBwbpl3fDW4mCW11u/fRVNbHlje', '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into orders (user_id, email, name, total_cents, created_at, updated_at) values (1, 'buyer0@ex.test', 'Buyer 0', 1200, '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into orders (user_id, email, name, total_cents, created_at, updated_at) values (1, 'buyer1@ex.test', 'Buyer 1', 1200, '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into orders (user_id, email, name, total_cents, created_at, updated_at) values (1, 'buyer2@ex.test', 'Buyer 2', 1200, '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into orders (user_id, email, name, total_cents, created_at, updated_at) values (1, 'buyer3@ex.test', 'Buyer 3', 1200, '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into orders (user_id, email, name, total_cents, created_at, updated_at) values (1, 'buyer4@ex.test', 'Buyer 4', 1200, '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into orders (user_id, email, name, total_cents, created_at, updated_at) values (1, 'buyer5@ex.test', 'Buyer 5', 1200, '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into newsletter_subscribers (email, confirmed_at, created_at, updated_at) values ('reader0@ex.test', '2024-03-01 10:00:00', '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into newsletter_subscribers (email, confirmed_at, created_at, updated_at) values ('reader1@ex.test', '2024-03-01 10:00:00', '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into newsletter_subscribers (email, confirmed_at, created_at, updated_at) values ('reader2@ex.test', '2024-03-01 10:00:00', '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into newsletter_subscribers (email, confirmed_at, created_at, updated_at) values ('reader3@ex.test', '2024-03-01 10:00:00', '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into newsletter_subscribers (email, confirmed_at, created_at, updated_at) values ('reader4@ex.test', '2024-03-01 10:00:00', '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into newsletter_subscribers (email, confirmed_at, created_at, updated_at) values ('reader5@ex.test', '2024-03-01 10:00:00', '2024-03-01 10:00:00', '2024-03-01 10:00:00');
