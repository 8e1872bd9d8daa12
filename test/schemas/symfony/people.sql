-- The hashes are those of test/passwords/vectors/php.json.
insert into `user` (email, roles, password, is_verified, full_name)
  values ('vera@ex.test', '[]', '$2y$04$.dFRTznzYTgzKNnq9UwwNex5gO84M9RZGBZ31ZK/RDaaSHORiD2LW', 1, 'Vera Winter');
insert into `user` (email, roles, password, is_verified, full_name)
  values ('nora@ex.test', '[]', '$2y$04$BJ85xLyuWphHfEi1TbaDQ.uXvph2cocQn1o/CTqyIJQjedTKC5/PW', 0, 'Nora Bird');
insert into `order` (customer_id, email, full_name, created_at) values (1, 'vera@ex.test', 'Vera Winter', '2024-03-01 10:00:00'), (null, 'guest@ex.test', 'A Guest', '2024-03-01 10:00:00');
insert into newsletter_recipient (email, is_verified) values ('reader@ex.test', 1), ('vera@ex.test', 1);
