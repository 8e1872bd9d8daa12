-- A Spring Boot application as JHipster generates it, with Spring Security's delegating encoder.
create table DATABASECHANGELOG (
  ID varchar(255) not null, AUTHOR varchar(255) not null, FILENAME varchar(255) not null,
  DATEEXECUTED datetime not null, ORDEREXECUTED int not null, EXECTYPE varchar(10) not null, MD5SUM varchar(35)
) default charset=utf8mb4;
create table jhi_user (
  id bigint not null auto_increment primary key,
  login varchar(50) not null,
  password_hash varchar(100) not null,
  first_name varchar(50) default null,
  last_name varchar(50) default null,
  email varchar(191) default null,
  image_url varchar(256) default null,
  activated bit(1) not null,
  lang_key varchar(10) default null,
  activation_key varchar(20) default null,
  reset_key varchar(20) default null,
  created_by varchar(50) not null,
  created_date timestamp null default null,
  reset_date timestamp null default null,
  last_modified_by varchar(50) default null,
  last_modified_date timestamp null default null,
  unique key ux_user_login (login),
  unique key ux_user_email (email)
) default charset=utf8mb4 collate=utf8mb4_bin;
create table jhi_authority (name varchar(50) not null primary key) default charset=utf8mb4 collate=utf8mb4_bin;
create table jhi_user_authority (
  user_id bigint not null, authority_name varchar(50) not null, primary key (user_id, authority_name),
  constraint fk_authority_name foreign key (authority_name) references jhi_authority (name),
  constraint fk_user_id foreign key (user_id) references jhi_user (id)
) default charset=utf8mb4 collate=utf8mb4_bin;
create table customer (
  id bigint not null auto_increment primary key, first_name varchar(255) not null, last_name varchar(255) not null,
  email varchar(255) not null, phone varchar(255), user_id bigint unique,
  constraint fk_customer__user_id foreign key (user_id) references jhi_user (id)
) default charset=utf8mb4 collate=utf8mb4_bin;
create table customer_order (
  id bigint not null auto_increment primary key, placed_date datetime(6) not null, status varchar(255) not null,
  customer_id bigint not null, constraint fk_order__customer_id foreign key (customer_id) references customer (id)
) default charset=utf8mb4 collate=utf8mb4_bin;
create table persistent_token (
  series varchar(20) not null primary key, user_id bigint, token_value varchar(20) not null, token_date date,
  ip_address varchar(39), user_agent varchar(255)
) default charset=utf8mb4 collate=utf8mb4_bin;
