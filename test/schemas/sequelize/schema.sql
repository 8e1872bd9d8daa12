-- Express with Sequelize: a plural, capital table, and two times that the model writes and the database requires.
CREATE TABLE `SequelizeMeta` (`name` VARCHAR(255) NOT NULL UNIQUE PRIMARY KEY);
CREATE TABLE `Users` (
  `id` INTEGER PRIMARY KEY AUTOINCREMENT,
  `firstName` VARCHAR(255),
  `lastName` VARCHAR(255),
  `email` VARCHAR(255) NOT NULL UNIQUE,
  `password` VARCHAR(255) NOT NULL,
  `role` TEXT NOT NULL DEFAULT 'customer',
  `isVerified` TINYINT(1) DEFAULT 0,
  `resetToken` VARCHAR(255),
  `resetTokenExpires` DATETIME,
  `createdAt` DATETIME NOT NULL,
  `updatedAt` DATETIME NOT NULL,
  `deletedAt` DATETIME
);
CREATE TABLE `Orders` (
  `id` INTEGER PRIMARY KEY AUTOINCREMENT, `email` VARCHAR(255) NOT NULL, `total` DECIMAL(10,2) NOT NULL,
  `UserId` INTEGER REFERENCES `Users` (`id`) ON DELETE SET NULL ON UPDATE CASCADE,
  `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL
);
CREATE TABLE `Subscribers` (
  `id` INTEGER PRIMARY KEY AUTOINCREMENT, `email` VARCHAR(255) NOT NULL UNIQUE, `isVerified` TINYINT(1) DEFAULT 0,
  `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL
);
CREATE TABLE `Sessions` (
  `sid` VARCHAR(36) PRIMARY KEY, `expires` DATETIME, `data` TEXT, `createdAt` DATETIME NOT NULL, `updatedAt` DATETIME NOT NULL
);
