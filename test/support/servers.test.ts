import mysql from 'mysql2/promise'
import pg from 'pg'
import { expect, it } from 'vitest'
import { createDatabase, describeOn } from './servers.js'

describeOn('postgres')('a PostgreSQL database for a test', () => {
  it('is empty, its own, and gone afterwards, whoever is still connected', async () => {
    const [one, other] = await Promise.all([createDatabase('postgres'), createDatabase('postgres')])
    expect(one.url).not.toBe(other.url)
    const client = new pg.Client(one.url)
    client.on('error', () => {})
    await client.connect()
    await client.query('create table users (id int)')
    await Promise.all([one.drop(), other.drop()])
    const late = new pg.Client(one.url)
    await expect(late.connect()).rejects.toMatchObject({ code: '3D000' })
  })
})

describeOn('mariadb')('a MariaDB database for a test', () => {
  it('is empty, its own, and gone afterwards', async () => {
    const [one, other] = await Promise.all([createDatabase('mariadb'), createDatabase('mariadb')])
    expect(one.url).not.toBe(other.url)
    const connection = await mysql.createConnection(one.url)
    await connection.query('create table users (id int)')
    await connection.end()
    await Promise.all([one.drop(), other.drop()])
    await expect(mysql.createConnection(one.url)).rejects.toMatchObject({ code: 'ER_BAD_DB_ERROR' })
  })
})
