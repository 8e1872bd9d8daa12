-- The hashes are those of test/passwords/vectors/spring.json and, behind Spring's {bcrypt}, ruby-bcrypt.json.
insert into jhi_user (login, password_hash, first_name, last_name, email, activated, lang_key, created_by, created_date)
  values ('vera', '{bcrypt}$2a$04$8yQ2PXJxKv6ui0pgJrQSzurFkukQv64Lf0ISH5P46lp1ZV6aGp8lq', 'Vera', 'Winter', 'vera@ex.test', 1, 'en', 'system', '2024-03-01 10:00:00');
insert into jhi_user (login, password_hash, first_name, last_name, email, activated, lang_key, created_by, created_date)
  values ('nora', '{bcrypt}$2a$04$7Fs6ytsUWFAWUculB/pOzOH5gSt96Zjdcn2a.cizd6FG5eKzti0ny', 'Nora', 'Bird', 'nora@ex.test', 1, 'en', 'system', '2024-03-01 10:00:00');
insert into jhi_user (login, password_hash, first_name, last_name, email, activated, lang_key, created_by, created_date)
  values ('kim', '{bcrypt}$2a$04$7F8tZ3JjH9Ec2wpXyu/qHelMcDfz/ypOocbIAdd7DXZM6fupIBdBC', 'Kim', 'Lower', 'kim@ex.test', 1, 'en', 'system', '2024-03-01 10:00:00');
insert into jhi_user (login, password_hash, first_name, last_name, email, activated, lang_key, created_by, created_date)
  values ('kimberly', '{bcrypt}$2a$04$mBYTq/kWuqjs2REGb6l5quRt0S8QZl25ExPgM.tFnr1b2.UiO/lnm', 'Kim', 'Upper', 'Kim@ex.test', 1, 'en', 'system', '2024-03-01 10:00:00');
insert into jhi_user (login, password_hash, first_name, last_name, email, activated, lang_key, created_by, created_date)
  values ('otto', '{bcrypt}$2a$04$wmQXkSvwS0Re2P2zB4zrr.MdofIs4A9Jyl6fLKtgFNIqR0mLNNaRS', 'Otto', 'Falk', 'otto@ex.test', 0, 'en', 'system', '2024-03-01 10:00:00');
insert into customer (first_name, last_name, email, user_id) values ('Vera', 'Winter', 'vera@ex.test', 1), ('A', 'Guest', 'guest@ex.test', null);
