import 'reflect-metadata'
import {
  All,
  Controller,
  HttpException,
  ImATeapotException,
  type INestApplication,
  Module,
  Req,
  type Type,
} from '@nestjs/common'
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core'
import { ExpressAdapter } from '@nestjs/platform-express'
import { FastifyAdapter } from '@nestjs/platform-fastify'
import type { NextFunction, Request, Response } from 'express'
import { expressNative, fastifyNative, SparekeyModule } from 'sparekey/nest'
import type { OwnApp, Stage } from '../mounted-site.js'

const thrown = { make: () => new ImATeapotException('teapot'), status: 418 }

/** An application with a global prefix, which is none of Sparekey's, as its main.ts and its module write it. */
async function create(
  own: OwnApp,
  adapter: AbstractHttpAdapter,
  everyPath: string,
): Promise<INestApplication> {
  class AppModule {
    readonly name = 'the application'
  }
  Module({ imports: [SparekeyModule.forRoot(own.sparekey)], controllers: [controllerOf(own, everyPath)] })(
    AppModule,
  )
  const app = await NestFactory.create(AppModule, adapter, { logger: false })
  app.setGlobalPrefix('api', { exclude: [everyPath] })
  return app
}

export const nestStages: readonly Stage[] = [
  {
    name: 'Nest on Express',
    setCookie: (visitor, line) => void expressNative(visitor).res.append('set-cookie', line),
    thrown,
    serve: async (own) => {
      const adapter = new ExpressAdapter()
      const app = await create(own, adapter, '*path')
      app.use((_req: Request, res: Response, next: NextFunction) => {
        for (const cookie of own.cookies) res.append('set-cookie', cookie)
        next()
      })
      await app.init()
      return { listener: adapter.getInstance(), close: () => app.close() }
    },
  },
  {
    name: 'Nest on Fastify',
    setCookie: (visitor, line) => void fastifyNative(visitor).reply.header('set-cookie', line),
    thrown,
    serve: async (own) => {
      const adapter = new FastifyAdapter()
      adapter.getInstance().addHook('onRequest', async (_request, reply) => {
        for (const cookie of own.cookies) reply.header('set-cookie', cookie)
      })
      const app = await create(own, adapter, '*')
      await app.init()
      await adapter.getInstance().ready()
      return { listener: adapter.getInstance().routing, close: () => app.close() }
    },
  },
]

/** The application's own pages, in a controller that answers every other path. */
function controllerOf({ answer }: OwnApp, everyPath: string): Type {
  class OwnController {
    find(request: { method: string; url: string; headers: { cookie?: string } }): object {
      const { method, url: path, headers } = request
      const { status, body } = answer({ method, path, cookie: headers.cookie ?? '' })
      if (status === 200) return body
      throw new HttpException(body, status)
    }
  }
  const descriptor = Object.getOwnPropertyDescriptor(OwnController.prototype, 'find')
  if (descriptor === undefined) throw new Error('no method')
  All(everyPath)(OwnController.prototype, 'find', descriptor)
  Req()(OwnController.prototype, 'find', 0)
  Controller()(OwnController)
  return OwnController
}
