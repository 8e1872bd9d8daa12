import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { createApp } from './app.js'
import { loginWithAmazon } from './login-with-amazon.js'
import { openUsers } from './users.js'

const { PORT = '3000', DATA = '.', SECRET = '' } = process.env
const users = openUsers(join(DATA, 'paper-boats.db'))
const amazon = await loginWithAmazon(users, SECRET, JSON.parse(process.env['AMAZON'] ?? '{}'))
const app = createApp({ users, secret: SECRET, amazon })
serve({ fetch: app.fetch, port: Number(PORT), hostname: '127.0.0.1' }, () =>
  console.log(`Paper Boats: http://localhost:${PORT}`),
)
