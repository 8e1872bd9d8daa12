import { bodyParser } from '@koa/bodyparser'
import Koa from 'koa'
import { koaHandler, koaNative } from 'sparekey/koa'
import type { Stage } from '../mounted-site.js'

function stage(name: string, before: readonly Koa.Middleware[]): Stage {
  return {
    name,
    setCookie: (visitor, line) => koaNative(visitor).append('set-cookie', line),
    thrown: {
      make: () => Object.assign(new Error('teapot'), { status: 418, statusCode: 418, expose: true }),
      status: 418,
    },
    serve: async ({ sparekey, cookies, answer }) => {
      const app = new Koa()
      app.use((ctx, next) => {
        ctx.append('set-cookie', [...cookies])
        return next()
      })
      for (const middleware of before) app.use(middleware)
      app.use(koaHandler(sparekey))
      app.use((ctx) => {
        const { status, body } = answer({ method: ctx.method, path: ctx.path, cookie: ctx.get('cookie') })
        ctx.status = status
        ctx.body = body
      })
      app.silent = true
      return { listener: app.callback() }
    },
  }
}

export const koaStages: readonly Stage[] = [
  stage('Koa', []),
  stage('Koa, behind a parser', [bodyParser({ formLimit: '10mb', jsonLimit: '10mb' })]),
]
