-- The hashes are those of test/passwords/vectors/django-5.json.
insert into users_user (password, is_superuser, username, email, is_staff, is_active, date_joined, name)
  values ('pbkdf2_sha256$1000$ThcinroG5AdboKY8KrFxAI$p+YD0KtzfmJ2O7cW22VEPGEYVMuEdNy/oS3pPoB5EKA=', false, 'vera', 'vera@ex.test', false, true, '2024-03-01 10:00:00', 'Vera Winter');
insert into account_emailaddress (email, verified, "primary", user_id) values ('vera@ex.test', true, true, 1);
insert into users_user (password, is_superuser, username, email, is_staff, is_active, date_joined, name)
  values ('scrypt$16$INbniMNfxsKKIZtLiUrLo2$8$5$aJlr1pzO/wDxcXetOrO9yeiPv6lGGYUjCG5HkfSiIJTbkLQdJ3CT4eJ0dKIaSJyFgN+ffuj/airnlf5rq7cHNQ==', false, 'nora', 'nora@ex.test', false, true, '2024-03-01 10:00:00', 'Nora Bird');
insert into account_emailaddress (email, verified, "primary", user_id) values ('nora@ex.test', false, true, 2);
insert into users_user (password, is_superuser, username, email, is_staff, is_active, date_joined, name)
  values ('scrypt$16$9HPrIS8ANW2irGYjTRRrTn$8$5$GV8sSeYxTFdkHVUUti/0M6N9ZVCSP2lZFufSRBiX1YIlowOum9CUmkdpO6Hh+yhijWgcTPG46mjer8WBk7A04g==', false, 'kim', 'kim@ex.test', false, true, '2024-03-01 10:00:00', 'Kim Lower');
insert into account_emailaddress (email, verified, "primary", user_id) values ('kim@ex.test', true, true, 3);
insert into users_user (password, is_superuser, username, email, is_staff, is_active, date_joined, name)
  values ('scrypt$16$LQ1f8DpTHDrvkcT1lGptLw$8$5$v1qOgrx1WNRnuCUWVdWjJp/A7UeAebHpmvobf21pSzflYW5L0qlIAiBxAk6wQ1/8J9FBXE8nVEaKJCH9+uQYgw==', false, 'kimberly', 'Kim@ex.test', false, true, '2024-03-01 10:00:00', 'Kim Upper');
insert into account_emailaddress (email, verified, "primary", user_id) values ('Kim@ex.test', true, true, 4);
insert into users_user (password, is_superuser, username, email, is_staff, is_active, date_joined, name)
  values ('scrypt$16$sVOLxW0H6O8FIHYcQK7n7V$8$5$Ewxk+d1fUryobOANWkg/XYfovsh5vr/YqEtxNsHnoifjwGkwTKHOjEu3NxHxojFkO2lK+cd4/1wIkZLPPGhDzw==', false, 'otto', 'otto@ex.test', false, false, '2024-03-01 10:00:00', 'Otto Falk');
insert into account_emailaddress (email, verified, "primary", user_id) values ('otto@ex.test', true, true, 5);
insert into account_emailaddress (email, verified, "primary", user_id) values ('vera.old@ex.test', true, false, 1);
insert into socialaccount_socialaccount (provider, uid, last_login, date_joined, extra_data, user_id)
  values ('google', '1180012', '2024-03-01 10:00:00', '2024-03-01 10:00:00', '{}', 1);
