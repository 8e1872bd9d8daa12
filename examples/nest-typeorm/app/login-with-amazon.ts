import { JwtService } from '@nestjs/jwt'
import pg from 'pg'
import { createSparekey } from 'sparekey'
import { SparekeyModule } from 'sparekey/nest'
import { jwt } from 'sparekey/sessions'
import { sqlHost } from 'sparekey/sql'

const accounts = { table: 'users', id: 'id', email: 'email', name: 'full_name', passwordHash: 'password' }

export const LoginWithAmazon = SparekeyModule.forRootAsync({
  inject: [JwtService],
  async useFactory(tokens: JwtService) {
    const database = new pg.Pool({ connectionString: process.env['DATABASE_URL'], allowExitOnIdle: true })
    const host = sqlHost({ database, accounts, links: { table: 'amazon_links' } })
    await host.migrate()
    const sign = (claims: object) => tokens.signAsync({ ...claims })
    const verify = (token: string) => tokens.verifyAsync<object>(token)
    const sessions = jwt({ sign, verify, cookie: { name: 'token' } })
    return createSparekey({ ...JSON.parse(process.env['AMAZON'] ?? '{}'), host, sessions })
  },
})
