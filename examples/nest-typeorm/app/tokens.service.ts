import { Inject, Injectable } from '@nestjs/common'
import { JwtService } from '@nestjs/jwt'
import type { Request, Response } from 'express'
import type { User } from './user.js'
import { UsersService } from './users.service.js'

const cookie = { httpOnly: true, sameSite: 'lax', path: '/' } as const

/** Who is signed in stands in a token, and the token in a cookie. */
@Injectable()
export class TokensService {
  readonly #tokens: JwtService
  readonly #users: UsersService

  constructor(@Inject(JwtService) tokens: JwtService, @Inject(UsersService) users: UsersService) {
    this.#tokens = tokens
    this.#users = users
  }

  async userOf(req: Request): Promise<User | null> {
    const [, token = ''] = /(?:^|; )token=([^;]+)/.exec(req.headers.cookie ?? '') ?? []
    const claims = await this.#tokens.verifyAsync<{ sub: string }>(token).catch(() => null)
    return claims === null ? null : this.#users.find(claims.sub)
  }

  async start(res: Response, user: User): Promise<void> {
    const claims = { sub: user.id, auth_time: Math.floor(Date.now() / 1000) }
    res.cookie('token', await this.#tokens.signAsync(claims), cookie)
  }

  end(res: Response): void {
    res.clearCookie('token', cookie)
  }
}
