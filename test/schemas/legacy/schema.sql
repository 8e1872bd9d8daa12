-- A mail-order house of 1998, moved from another database: names in upper case, fixed-length columns, numeric ids,
-- addresses and credentials in tables of their own, SHA-256 with the salt beside it.
create sequence "CUST_SEQ" start 100001;
create table "CUSTOMER" (
  "CUST_NO" numeric(12) primary key default nextval('"CUST_SEQ"'),
  "FIRST_NM" char(30),
  "LAST_NM" char(40),
  "STATUS_CD" char(1) not null default 'A',
  "BLOCKED_DT" timestamp,
  "CRT_TS" timestamp not null default current_timestamp,
  "CRT_USER" char(8) not null default 'BATCH'
);
create table "CUST_EMAIL" (
  "CUST_NO" numeric(12) primary key references "CUSTOMER" ("CUST_NO"),
  "EMAIL_ADDR" varchar(120) not null,
  "VERIF_DT" timestamp,
  "UPD_TS" timestamp not null default current_timestamp
);
create index "CUST_EMAIL_X1" on "CUST_EMAIL" ("EMAIL_ADDR");
create table "CUST_CREDENTIAL" (
  "CUST_NO" numeric(12) primary key references "CUSTOMER" ("CUST_NO"),
  "PWD_HASH" char(64) not null,
  "PWD_SALT" varchar(32) not null,
  "FAIL_CNT" smallint not null default 0,
  "PWD_CHG_DT" timestamp
);
create table "CUST_ADDRESS" (
  "CUST_NO" numeric(12) not null references "CUSTOMER" ("CUST_NO"),
  "ADDR_SEQ" smallint not null, "STREET" char(40), "CITY" char(30), "ZIP_CD" char(10), "CTRY_CD" char(2),
  primary key ("CUST_NO", "ADDR_SEQ")
);
create table "ORD_HDR" (
  "ORD_NO" numeric(14) primary key, "CUST_NO" numeric(12) not null references "CUSTOMER" ("CUST_NO"),
  "ORD_DT" date not null, "EMAIL_ADDR" varchar(120)
);
create table "ORD_LINE" (
  "ORD_NO" numeric(14) not null references "ORD_HDR" ("ORD_NO"), "LINE_NO" smallint not null,
  "ART_NO" char(12) not null, "QTY" smallint not null, primary key ("ORD_NO", "LINE_NO")
);
create table "NEWSLETTER" ("EMAIL_ADDR" varchar(120) primary key, "SUBSCR_DT" date not null);
create table "WEB_SESSION" ("SESS_ID" char(32) primary key, "CUST_NO" numeric(12), "LAST_ACC" timestamp not null);
