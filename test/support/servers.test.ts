import { setTimeout } from 'node:timers/promises'
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

describeOn('postgres')('dropping a PostgreSQL database', () => {
  it('waits for connections that are about to end', async () => {
    const { url, drop } = await createDatabase('postgres')
    const client = new pg.Client(url)
    const errors: Error[] = []
    client.on('error', (error) => errors.push(error))
    await client.connect()
    await Promise.all([drop(), setTimeout(100).then(() => client.end())])
    expect(errors).toEqual([])
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
