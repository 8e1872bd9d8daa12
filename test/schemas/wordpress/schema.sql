-- WordPress with a shop plugin: nothing but the id is unique, and zero dates stand for none.
create table wp_users (
  ID bigint(20) unsigned not null auto_increment,
  user_login varchar(60) not null default '',
  user_pass varchar(255) not null default '',
  user_nicename varchar(50) not null default '',
  user_email varchar(100) not null default '',
  user_url varchar(100) not null default '',
  user_registered datetime not null default '0000-00-00 00:00:00',
  user_activation_key varchar(255) not null default '',
  user_status int(11) not null default 0,
  display_name varchar(250) not null default '',
  primary key (ID),
  key user_login_key (user_login),
  key user_nicename (user_nicename),
  key user_email (user_email)
) default charset=utf8mb4 collate=utf8mb4_unicode_520_ci;
create table wp_usermeta (
  umeta_id bigint(20) unsigned not null auto_increment,
  user_id bigint(20) unsigned not null default 0,
  meta_key varchar(255) default null,
  meta_value longtext,
  primary key (umeta_id), key user_id (user_id), key meta_key (meta_key(191))
) default charset=utf8mb4 collate=utf8mb4_unicode_520_ci;
create table wp_posts (
  ID bigint(20) unsigned not null auto_increment,
  post_author bigint(20) unsigned not null default 0,
  post_date datetime not null default '0000-00-00 00:00:00',
  post_content longtext not null,
  post_title text not null,
  post_status varchar(20) not null default 'publish',
  post_password varchar(255) not null default '',
  post_name varchar(200) not null default '',
  primary key (ID), key post_name (post_name(191)), key post_author (post_author)
) default charset=utf8mb4 collate=utf8mb4_unicode_520_ci;
create table wp_comments (
  comment_ID bigint(20) unsigned not null auto_increment,
  comment_post_ID bigint(20) unsigned not null default 0,
  comment_author tinytext not null,
  comment_author_email varchar(100) not null default '',
  comment_content text not null,
  user_id bigint(20) unsigned not null default 0,
  primary key (comment_ID), key comment_author_email (comment_author_email(10))
) default charset=utf8mb4 collate=utf8mb4_unicode_520_ci;
create table wp_options (
  option_id bigint(20) unsigned not null auto_increment, option_name varchar(191) not null default '',
  option_value longtext not null, autoload varchar(20) not null default 'yes',
  primary key (option_id), unique key option_name (option_name)
) default charset=utf8mb4 collate=utf8mb4_unicode_520_ci;
create table wp_wc_customer_lookup (
  customer_id bigint(20) unsigned not null auto_increment,
  user_id bigint(20) unsigned default null,
  username varchar(60) not null default '',
  first_name varchar(255) not null,
  last_name varchar(255) not null,
  email varchar(100) default null,
  date_registered timestamp null default null,
  primary key (customer_id), unique key user_id (user_id), key email (email)
) default charset=utf8mb4 collate=utf8mb4_unicode_520_ci;
