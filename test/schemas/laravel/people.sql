-- The hashes are those of test/passwords/vectors/laravel.json.
insert into users (name, email, email_verified_at, password, created_at, updated_at, deleted_at)
  values ('Vera Winter', 'vera@ex.test', '2024-03-01 10:00:00', '$2y$04$yuLj6OcoQcqb.S0RRBf/F.QHzfR7LBT9jksZJWRLm/EHyy66/xS.W', '2024-03-01 10:00:00', '2024-03-01 10:00:00', null);
insert into users (name, email, email_verified_at, password, created_at, updated_at, deleted_at)
  values ('Nora Bird', 'nora@ex.test', null, '$2y$04$oyCCnDGXkYiuDmkv8LMYFODCmktElqeDAMB/SaTlvoMd0.ZPV7d1e', '2024-03-01 10:00:00', '2024-03-01 10:00:00', null);
insert into users (name, email, email_verified_at, password, created_at, updated_at, deleted_at)
  values ('Otto Falk', 'otto@ex.test', '2024-03-01 10:00:00', '$2y$04$7ExVP576YtyXjMdR4G7a0uFS81jMk31w3QDt2sjVEEI3GVa5QPipS', '2024-03-01 10:00:00', '2024-03-01 10:00:00', '2024-03-01 10:00:00');
insert into orders (user_id, email, name, total, created_at) values (1, 'vera@ex.test', 'Vera Winter', 1200, '2024-03-01 10:00:00'), (null, 'guest@ex.test', 'A Guest', 800, '2024-03-01 10:00:00');
insert into password_reset_tokens (email, token, created_at)
  values ('vera@ex.test', '$2y$04$OWCoBwJI8Cy0xuhCV02MG.Yx6nxoJ2LW.TQ4/En5SnfPb3CfWcEVW', '2024-03-01 10:00:00');
insert into newsletter_subscriptions (email, verified_at) values ('vera@ex.test', '2024-03-01 10:00:00'), ('reader@ex.test', '2024-03-01 10:00:00');
