import pg from 'pg'
import { createApp } from './app.js'
import { loginWithAmazon } from './login-with-amazon.js'
import { createUsers } from './users.js'

const { PORT = '3000', DATABASE_URL = 'postgres://localhost/seed_swap', SECRET = '' } = process.env
const pool = new pg.Pool({ connectionString: DATABASE_URL })
await createUsers(pool)
const amazon = await loginWithAmazon(pool, JSON.parse(process.env['AMAZON'] ?? '{}'))
const app = await createApp({ pool, secret: SECRET, amazon })
await app.listen({ port: Number(PORT), host: '127.0.0.1' })
console.log(`Seed Swap: http://localhost:${PORT}`)
