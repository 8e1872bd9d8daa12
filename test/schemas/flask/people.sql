-- The hashes are those of test/passwords/vectors/werkzeug.json.
INSERT INTO user (username, email, password_hash, confirmed, active)
  VALUES ('vera', 'vera@ex.test', 'scrypt:1024:8:1$6b3VhTu3HGUBDZDN$a71c97faf4cb32945e55cdce9c837aa6833fc783ea031112023e1e9ad9316730084e3070bb5ad238e1dc115e9933b2da4ba1cef8c7a703e74b0014ffd9b6d37e', 1, 1);
INSERT INTO user (username, email, password_hash, confirmed, active)
  VALUES ('nora', 'nora@ex.test', 'pbkdf2:sha256:1000$LxpZKlMbMdySU1c7$1d615f24a57790f2cc2d2f1d1970d4d42a764d2aba09deb2ab925f6fa452805e', 0, 1);
INSERT INTO user (username, email, password_hash, confirmed, active)
  VALUES ('kim', 'kim@ex.test', 'scrypt:1024:8:1$ODWAPdssrxth7Z9N$94c0e8d2b7868fc1577e08753c853ac14be88e856ff000884cf8300137c1e2bdbf2542984233c1d60bb7cb5cb8722f80e8b9d061f7d2855d3770f5a3def1d5e2', 1, 1);
INSERT INTO user (username, email, password_hash, confirmed, active)
  VALUES ('kimberly', 'Kim@ex.test', 'scrypt:1024:8:1$M1e9DNYJMgO6EDTa$4d4cf155c78c6d3f387d54d2e569dc8d76886de1c5a8e241f290bf9c7e0d8f38c81bb0a755df559a8b4ac1d10cea1922cb558f37f32e147277e69fe0cba1a188', 1, 1);
INSERT INTO user (username, email, password_hash, confirmed, active)
  VALUES ('otto', 'otto@ex.test', 'scrypt:1024:8:1$SQBhpTxXPlM5dYX4$81e05cce06eac3f26ca2f8a229306f17485ce7c0e0386b117b41230521e189563d4e9088089c21e5afa368d9e141cfbb40af95378fcc809fbda93e4b4fb18ac5', 1, 0);
INSERT INTO mailing_list (email, confirmed) VALUES ('reader@ex.test', 1), ('vera@ex.test', 1);
