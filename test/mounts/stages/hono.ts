import { getRequestListener } from '@hono/node-server'
import { Hono, type MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { honoHandler, honoNative } from 'sparekey/hono'
import type { Stage } from '../mounted-site.js'

function stage(name: string, before: readonly MiddlewareHandler[]): Stage {
  return {
    name,
    setCookie: (visitor, line) => honoNative(visitor).header('set-cookie', line, { append: true }),
    thrown: { make: () => new HTTPException(418, { message: 'teapot' }), status: 418 },
    serve: async ({ sparekey, cookies, answer }) => {
      const app = new Hono()
      app.use(async (c, next) => {
        for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
        await next()
      })
      for (const middleware of before) app.use(middleware)
      app.use(honoHandler(sparekey))
      app.all('*', (c) => {
        const asked = { method: c.req.method, path: c.req.path, cookie: c.req.header('cookie') ?? '' }
        const { status, body } = answer(asked)
        return c.newResponse(JSON.stringify(body), status === 200 ? 200 : 404)
      })
      return { listener: getRequestListener(app.fetch) }
    },
  }
}

const isForm = (type: string | undefined): boolean => type?.includes('form') === true

export const honoStages: readonly Stage[] = [
  stage('Hono', []),
  stage('Hono, the body read by parseBody and text', [
    async (c, next) => {
      if (c.req.method === 'POST')
        await (isForm(c.req.header('content-type')) ? c.req.parseBody() : c.req.text())
      await next()
    },
  ]),
  stage('Hono, the body read by formData and json', [
    async (c, next) => {
      if (c.req.method === 'POST') {
        await (isForm(c.req.header('content-type')) ? c.req.formData() : c.req.json()).catch(() => undefined)
      }
      await next()
    },
  ]),
]
