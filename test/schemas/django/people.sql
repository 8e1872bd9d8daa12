-- The hashes are those of test/passwords/vectors/django-5.json.
insert into auth_user (password, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined)
  values ('pbkdf2_sha256$1000$ThcinroG5AdboKY8KrFxAI$p+YD0KtzfmJ2O7cW22VEPGEYVMuEdNy/oS3pPoB5EKA=', false, 'vera', 'Vera', 'Winter', 'vera@ex.test', false, true, '2024-03-01 10:00:00');
insert into auth_user (password, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined)
  values ('pbkdf2_sha256$1000$AsIAunjAshKTA1iaX8XCKy$VoJvvO6Y8SeeYN4qpPNQuhxbQX8OgZUZRkgcs0aR+Dw=', false, 'nora', 'Nora', 'Bird', 'nora@ex.test', false, true, '2024-03-01 10:00:00');
insert into auth_user (password, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined)
  values ('pbkdf2_sha256$1000$MT4ADs9YL1houpZ55QrKyY$zFSiYPf8PsJA9i3i7+bBnqwTr12U928aeTlZx+ymGNE=', false, 'kim', 'Kim', 'Lower', 'kim@ex.test', false, true, '2024-03-01 10:00:00');
insert into auth_user (password, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined)
  values ('pbkdf2_sha256$1000$OmK7fsQbLIJNqJICp7XWOw$DMWQV5cUeuYNFIOm/IWFzD/p1ELbmoEw+mEkx+owNPk=', false, 'kimberly', 'Kim', 'Upper', 'Kim@ex.test', false, true, '2024-03-01 10:00:00');
insert into auth_user (password, is_superuser, username, first_name, last_name, email, is_staff, is_active, date_joined)
  values ('pbkdf2_sha256$1000$9WUJRPWHS7Oorpp6nW5aT0$Btdx/5XITdl2CavIo48oVuqINmuVWyTcbiVhkKtyG0k=', false, 'otto', 'Otto', 'Falk', 'otto@ex.test', false, false, '2024-03-01 10:00:00');
insert into shop_order (email, full_name, created_at, user_id) values ('buyer@ex.test', 'A Buyer', '2024-03-01 10:00:00', 1);
insert into newsletter_subscription (email, is_active, subscribed_at) values ('vera@ex.test', true, '2024-03-01 10:00:00'), ('reader@ex.test', true, '2024-03-01 10:00:00');
