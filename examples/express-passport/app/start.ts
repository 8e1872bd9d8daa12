import knexOf from 'knex'
import { createApp } from './app.js'
import { loginWithAmazon } from './login-with-amazon.js'
import { createUsers } from './users.js'

const { PORT = '3000', DATABASE_URL = 'postgres://localhost/trail_club', SECRET = '' } = process.env
const knex = knexOf({ client: 'pg', connection: DATABASE_URL })
await createUsers(knex)
const amazon = await loginWithAmazon(DATABASE_URL, JSON.parse(process.env['AMAZON'] ?? '{}'))
const app = createApp({ knex, secret: SECRET, amazon })
app.listen(Number(PORT), '127.0.0.1', () => console.log(`Trail Club: http://localhost:${PORT}`))
