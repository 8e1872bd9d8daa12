-- Flask with Flask-SQLAlchemy, a username beside the address and Werkzeug's hashes.
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
CREATE TABLE user (
  id INTEGER NOT NULL,
  username VARCHAR(64) NOT NULL,
  email VARCHAR(120) NOT NULL,
  password_hash VARCHAR(256),
  about_me VARCHAR(140),
  confirmed BOOLEAN NOT NULL,
  active BOOLEAN NOT NULL,
  last_seen DATETIME,
  PRIMARY KEY (id),
  CHECK (confirmed IN (0, 1)),
  CHECK (active IN (0, 1))
);
CREATE UNIQUE INDEX ix_user_username ON user (username);
CREATE UNIQUE INDEX ix_user_email ON user (email);
CREATE TABLE role (id INTEGER NOT NULL, name VARCHAR(80), description VARCHAR(255), PRIMARY KEY (id), UNIQUE (name));
CREATE TABLE roles_users (
  user_id INTEGER, role_id INTEGER, FOREIGN KEY(user_id) REFERENCES user (id), FOREIGN KEY(role_id) REFERENCES role (id)
);
CREATE TABLE post (
  id INTEGER NOT NULL, body VARCHAR(140), timestamp DATETIME, user_id INTEGER,
  PRIMARY KEY (id), FOREIGN KEY(user_id) REFERENCES user (id)
);
CREATE TABLE mailing_list (id INTEGER NOT NULL, email VARCHAR(120) NOT NULL, confirmed BOOLEAN NOT NULL, PRIMARY KEY (id), UNIQUE (email));
