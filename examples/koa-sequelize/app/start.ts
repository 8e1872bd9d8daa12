import { createApp } from './app.js'
import { loginWithAmazon } from './login-with-amazon.js'
import { openUsers } from './users.js'

const { PORT = '3000', DATABASE_URL = 'mysql://localhost/night_bus', SECRET = '' } = process.env
await openUsers(DATABASE_URL)
const amazon = await loginWithAmazon(DATABASE_URL, JSON.parse(process.env['AMAZON'] ?? '{}'))
const app = createApp({ secret: SECRET, amazon })
app.listen(Number(PORT), '127.0.0.1', () => console.log(`Night Bus: http://localhost:${PORT}`))
