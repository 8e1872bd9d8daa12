import Database from 'libsql'

export function openDatabase(file: string): Database.Database {
  const database = new Database(file)
  database.exec(`
    create table if not exists users (
      id integer primary key, email text not null unique collate nocase, name text not null,
      password_hash text
    )`)
  return database
}
