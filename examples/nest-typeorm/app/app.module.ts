import { Module } from '@nestjs/common'
import { JwtModule } from '@nestjs/jwt'
import { DataSource } from 'typeorm'
import { openDatabase } from './database.js'
import { LoginWithAmazon } from './login-with-amazon.js'
import { SiteController } from './site.controller.js'
import { TokensService } from './tokens.service.js'
import { UsersService } from './users.service.js'

const { DATABASE_URL = 'postgres://localhost/bird_count', SECRET = '' } = process.env
const tokens = JwtModule.register({ global: true, secret: SECRET, signOptions: { expiresIn: '7d' } })
const database = { provide: DataSource, useFactory: () => openDatabase(DATABASE_URL) }

@Module({
  imports: [tokens, LoginWithAmazon],
  controllers: [SiteController],
  providers: [database, UsersService, TokensService],
})
export class AppModule {}
