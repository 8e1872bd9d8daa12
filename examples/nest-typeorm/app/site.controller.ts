import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common'
import type { Request, Response } from 'express'
import type { Sparekey } from 'sparekey'
import { SPAREKEY } from 'sparekey/nest'
import { accountPage, signInPage, signUpPage } from './pages.js'
import { TokensService } from './tokens.service.js'
import type { User } from './user.js'
import { type SignUp, UsersService } from './users.service.js'

@Controller()
export class SiteController {
  constructor(
    @Inject(UsersService) private readonly users: UsersService,
    @Inject(TokensService) private readonly tokens: TokensService,
    @Inject(SPAREKEY) private readonly sparekey: Sparekey,
  ) {}

  @Get('sign-in')
  signInPage(): string {
    return signInPage('', this.sparekey.button({ returnTo: '/account' }))
  }

  @Post('sign-in')
  async signIn(@Body() form: unknown, @Res() res: Response) {
    const { email, password } = fields(form)
    const user = await this.users.checkPassword(email, password)
    if (user === null) return res.status(403).send(signInPage('That is not right.'))
    return this.enter(res, user)
  }

  @Get('sign-up')
  signUpPage(): string {
    return signUpPage()
  }

  @Post('sign-up')
  async signUp(@Body() form: unknown, @Res() res: Response) {
    const user = await this.users.signUp(fields(form))
    if (user === null) return res.status(422).send(signUpPage('That address cannot be taken.'))
    return this.enter(res, user)
  }

  @Get('account')
  async account(@Req() req: Request, @Res() res: Response) {
    const user = await this.tokens.userOf(req)
    if (user === null) return res.redirect('/sign-in')
    return res.send(accountPage(user))
  }

  @Post('sign-out')
  signOut(@Res() res: Response) {
    this.tokens.end(res)
    res.redirect('/sign-in')
  }

  private async enter(res: Response, user: User) {
    await this.tokens.start(res, user)
    res.redirect('/account')
  }
}

function fields(form: unknown): SignUp {
  const given: Record<string, unknown> = { ...Object(form) }
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : '')
  return { email: text('email'), name: text('name'), password: text('password') }
}
