-- The hashes are those of test/passwords/vectors/salt-column.json.
insert into "CUSTOMER" ("FIRST_NM", "LAST_NM", "STATUS_CD", "BLOCKED_DT") values ('Vera', 'Winter', 'A', null);
insert into "CUST_EMAIL" ("CUST_NO", "EMAIL_ADDR", "VERIF_DT") values (100001, 'vera@ex.test', '2024-03-01 10:00:00');
insert into "CUST_CREDENTIAL" ("CUST_NO", "PWD_HASH", "PWD_SALT")
  values (100001, '0e4ea231e0d7e9df282332a89fc5cb801597e687355d735c4266fb956f0d9856', 'ENqpR5FNfm4K');
insert into "CUSTOMER" ("FIRST_NM", "LAST_NM", "STATUS_CD", "BLOCKED_DT") values ('Nora', 'Bird', 'A', null);
insert into "CUST_EMAIL" ("CUST_NO", "EMAIL_ADDR", "VERIF_DT") values (100002, 'nora@ex.test', null);
insert into "CUST_CREDENTIAL" ("CUST_NO", "PWD_HASH", "PWD_SALT")
  values (100002, '2f98294493650403395748202766ef04b8808f13262132ef659869dac569771f', 'X7z1JrE00XzZ');
insert into "CUSTOMER" ("FIRST_NM", "LAST_NM", "STATUS_CD", "BLOCKED_DT") values ('Kim', 'Lower', 'A', null);
insert into "CUST_EMAIL" ("CUST_NO", "EMAIL_ADDR", "VERIF_DT") values (100003, 'kim@ex.test', '2024-03-01 10:00:00');
insert into "CUST_CREDENTIAL" ("CUST_NO", "PWD_HASH", "PWD_SALT")
  values (100003, 'fca069a148e58cf89509b950994cd4399695d6bf384dcead4ee312638a3fa439', '56DprR17t1V0');
insert into "CUSTOMER" ("FIRST_NM", "LAST_NM", "STATUS_CD", "BLOCKED_DT") values ('Kim', 'Upper', 'A', null);
insert into "CUST_EMAIL" ("CUST_NO", "EMAIL_ADDR", "VERIF_DT") values (100004, 'Kim@ex.test', '2024-03-01 10:00:00');
insert into "CUST_CREDENTIAL" ("CUST_NO", "PWD_HASH", "PWD_SALT")
  values (100004, 'b3b30e44df0971ba09829bcb5c9cb0b16c68285df3ddb6e5912774fdb557eca0', 'ZH1T6AiaHNet');
insert into "CUSTOMER" ("FIRST_NM", "LAST_NM", "STATUS_CD", "BLOCKED_DT") values ('Otto', 'Falk', 'B', '2024-03-01 10:00:00');
insert into "CUST_EMAIL" ("CUST_NO", "EMAIL_ADDR", "VERIF_DT") values (100005, 'otto@ex.test', '2024-03-01 10:00:00');
insert into "CUST_CREDENTIAL" ("CUST_NO", "PWD_HASH", "PWD_SALT")
  values (100005, '748600f9daa329c4b1259e8b4a41183d8410cd28ade88dc66519249e46b1f616', 'UiJ7IyY2Qb3j');
insert into "NEWSLETTER" values ('vera@ex.test', '2001-05-01'), ('reader@ex.test', '2002-06-01');
