import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createApp } from './server/app.js'
import { openDatabase } from './server/database.js'
import { loginWithAmazon } from './server/login-with-amazon.js'

const { PORT = '3000', PAGES = fileURLToPath(new URL('./dist', import.meta.url)), SECRET = '' } = process.env
const database = openDatabase(process.env['DATABASE'] ?? 'field-notes.db')
const amazon = await loginWithAmazon(database, JSON.parse(process.env['AMAZON'] ?? '{}'))
const server = createServer(createApp({ database, pages: PAGES, secret: SECRET, amazon }))
server.listen(Number(PORT), '127.0.0.1', () => console.log(`Field Notes: http://localhost:${PORT}`))
