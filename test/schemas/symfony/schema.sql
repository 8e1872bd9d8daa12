-- Symfony as make:user, make:registration-form and make:reset-password leave it.
create table doctrine_migration_versions (
  version varchar(191) not null primary key, executed_at datetime default null, execution_time int default null
) default charset=utf8mb4 collate=utf8mb4_unicode_ci;
create table `user` (
  id int auto_increment not null,
  email varchar(180) not null,
  roles json not null,
  password varchar(255) not null,
  is_verified tinyint(1) not null,
  full_name varchar(120) not null,
  unique index UNIQ_IDENTIFIER_EMAIL (email),
  primary key (id)
) default character set utf8mb4 collate utf8mb4_unicode_ci engine = InnoDB;
create table reset_password_request (
  id int auto_increment not null, user_id int not null, selector varchar(20) not null,
  hashed_token varchar(100) not null, requested_at datetime not null, expires_at datetime not null,
  index IDX_user (user_id), primary key (id),
  constraint FK_reset_user foreign key (user_id) references `user` (id)
) default character set utf8mb4 collate utf8mb4_unicode_ci engine = InnoDB;
create table `order` (
  id int auto_increment not null, customer_id int default null, email varchar(180) not null,
  full_name varchar(120) not null, created_at datetime not null, primary key (id),
  constraint FK_order_customer foreign key (customer_id) references `user` (id)
) default character set utf8mb4 collate utf8mb4_unicode_ci engine = InnoDB;
create table newsletter_recipient (
  id int auto_increment not null, email varchar(180) not null, is_verified tinyint(1) not null,
  unique index UNIQ_NEWSLETTER (email), primary key (id)
) default character set utf8mb4 collate utf8mb4_unicode_ci engine = InnoDB;
create table messenger_messages (
  id bigint auto_increment not null, body longtext not null, headers longtext not null, queue_name varchar(190) not null,
  created_at datetime not null, available_at datetime not null, delivered_at datetime default null, primary key (id)
) default character set utf8mb4 collate utf8mb4_unicode_ci engine = InnoDB;
