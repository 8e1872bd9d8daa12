import { createServer } from 'node:http'
import mysql from 'mysql2/promise'
import { createApp } from './app.js'
import { loginWithAmazon } from './login-with-amazon.js'
import { createSessions, openSessions } from './sessions.js'
import { createUsers } from './users.js'

const { PORT = '3000', DATABASE_URL = 'mysql://localhost/tool_shed' } = process.env
const pool = mysql.createPool(DATABASE_URL)
await createUsers(pool)
await createSessions(pool)
const sessions = openSessions(pool)
const amazon = await loginWithAmazon(pool, sessions, JSON.parse(process.env['AMAZON'] ?? '{}'))
const server = createServer(createApp({ pool, sessions, amazon }))
server.listen(Number(PORT), '127.0.0.1', () => console.log(`Tool Shed: http://localhost:${PORT}`))
