-- The hashes are those of test/passwords/vectors/wordpress-6.1.json and wordpress-6.8.json.
insert into wp_users (user_login, user_pass, user_nicename, user_email, user_registered, display_name)
  values ('vera', '$P$A6Uwq7ud.M8bTOeNDP6VlGyXwP6jaK.', 'vera', 'vera@ex.test', '2024-03-01 10:00:00', 'Vera Winter');
insert into wp_users (user_login, user_pass, user_nicename, user_email, user_registered, display_name)
  values ('nora', '$wp$2y$04$xwkphDBSnPF.in9jODW9A.YYcyaJClvXLF8HC.GkoBEN.PcEUP2sG', 'nora', 'nora@ex.test', '2024-03-01 10:00:00', 'Nora Bird');
insert into wp_users (user_login, user_pass, user_nicename, user_email, user_registered, display_name)
  values ('kim', '$P$As0UFIfCftp.99NIAb1vIPkYDEwMxU1', 'kim', 'kim@ex.test', '2024-03-01 10:00:00', 'Kim Lower');
insert into wp_users (user_login, user_pass, user_nicename, user_email, user_registered, display_name)
  values ('kimberly', '$wp$2y$04$YWxOziBOkCPBXchnSviXuecEQY.KmFpkXpeZtmNjLw4Bs2/cMAGpK', 'kimberly', 'Kim@ex.test', '2024-03-01 10:00:00', 'Kim Upper');
insert into wp_usermeta (user_id, meta_key, meta_value) values (1, 'nickname', 'vera'), (1, 'billing_email', 'vera@ex.test');
insert into wp_comments (comment_author, comment_author_email, comment_content) values ('A Reader', 'reader@ex.test', 'First!');
insert into wp_wc_customer_lookup (user_id, username, first_name, last_name, email, date_registered)
  values (1, 'vera', 'Vera', 'Winter', 'vera@ex.test', '2024-03-01 10:00:00'), (null, '', 'A', 'Guest', 'guest@ex.test', null);
