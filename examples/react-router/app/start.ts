import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { createApp } from './app.js'
import { loginWithAmazon } from './login-with-amazon.js'
import { createStorage } from './session.js'
import { openUsers } from './users.js'

const { PORT = '3000', DATA = '.', SECRET = '' } = process.env
const users = await openUsers(join(DATA, 'seed-library.db'))
const storage = createStorage(SECRET)
const amazon = await loginWithAmazon(users, storage, JSON.parse(process.env['AMAZON'] ?? '{}'))
serve({ fetch: createApp({ users, storage, amazon }), port: Number(PORT), hostname: '127.0.0.1' }, () =>
  console.log(`Seed Library: http://localhost:${PORT}`),
)
