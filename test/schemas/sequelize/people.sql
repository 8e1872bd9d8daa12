-- The hashes are those of test/passwords/vectors/python-bcrypt.json.
INSERT INTO `Users` (`firstName`, `lastName`, `email`, `password`, `isVerified`, `createdAt`, `updatedAt`, `deletedAt`)
  VALUES ('Vera', 'Winter', 'vera@ex.test', '$2b$04$E9mv9KrMtZZTyyWZwaFzceVeSoMqwRn2qa3AYwlQfFbnQu41NfPdC', 1, '2024-03-01 10:00:00.000 +00:00', '2024-03-01 10:00:00.000 +00:00', NULL);
INSERT INTO `Users` (`firstName`, `lastName`, `email`, `password`, `isVerified`, `createdAt`, `updatedAt`, `deletedAt`)
  VALUES ('Nora', 'Bird', 'nora@ex.test', '$2b$04$KlELMEdr.kVztty2RVqF4eSe0OzwSHqBs1OpvsbWq5KdB5lLC00Tu', 0, '2024-03-01 10:00:00.000 +00:00', '2024-03-01 10:00:00.000 +00:00', NULL);
INSERT INTO `Users` (`firstName`, `lastName`, `email`, `password`, `isVerified`, `createdAt`, `updatedAt`, `deletedAt`)
  VALUES ('Kim', 'Lower', 'kim@ex.test', '$2b$04$khHjfDKd5CYS0pAznoeApuDUCHBddTG6xTgHEICAVDViQKH6z7Glm', 1, '2024-03-01 10:00:00.000 +00:00', '2024-03-01 10:00:00.000 +00:00', NULL);
INSERT INTO `Users` (`firstName`, `lastName`, `email`, `password`, `isVerified`, `createdAt`, `updatedAt`, `deletedAt`)
  VALUES ('Kim', 'Upper', 'Kim@ex.test', '$2b$04$AY8pYJELoAwsUD13ORhjWulqI.mvubklt6uu2g.WthPSPsQ.pzRbi', 1, '2024-03-01 10:00:00.000 +00:00', '2024-03-01 10:00:00.000 +00:00', NULL);
INSERT INTO `Users` (`firstName`, `lastName`, `email`, `password`, `isVerified`, `createdAt`, `updatedAt`, `deletedAt`)
  VALUES ('Otto', 'Falk', 'otto@ex.test', '$2b$04$v4GLo49XCeHSVni4aQe8XuSYxnLA.rW6qx6HWgav.qGhQ5vCUENAm', 1, '2024-03-01 10:00:00.000 +00:00', '2024-03-01 10:00:00.000 +00:00', '2024-05-01 10:00:00.000 +00:00');
INSERT INTO `Subscribers` (`email`, `isVerified`, `createdAt`, `updatedAt`)
  VALUES ('reader@ex.test', 1, '2024-03-01 10:00:00.000 +00:00', '2024-03-01 10:00:00.000 +00:00');
