import 'reflect-metadata'
import { NestFactory } from '@nestjs/core'
import { AppModule } from './app.module.js'

const { PORT = '3000' } = process.env
const app = await NestFactory.create(AppModule, { logger: ['error', 'warn'] })
await app.listen(Number(PORT), '127.0.0.1')
console.log(`Bird Count: http://localhost:${PORT}`)
