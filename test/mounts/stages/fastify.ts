import formbody from '@fastify/formbody'
import fastify, { type FastifyInstance } from 'fastify'
import { fastifyNative, fastifyPlugin } from 'sparekey/fastify'
import type { OwnApp, Stage } from '../mounted-site.js'

interface Variant {
  readonly before?: (app: FastifyInstance) => void
  readonly prefix?: (app: OwnApp) => string
}

const atRoot = (): string => '/'

function stage(name: string, { before, prefix = atRoot }: Variant): Stage {
  return {
    name,
    ...(prefix === atRoot ? {} : { isNarrow: true as const }),
    setCookie: (visitor, line) => void fastifyNative(visitor).reply.header('set-cookie', line),
    thrown: {
      make: () => Object.assign(new Error('teapot'), { statusCode: 418, expose: true }),
      status: 418,
    },
    serve: async (own) => {
      const app = fastify()
      app.addHook('onRequest', async (_request, reply) => {
        for (const cookie of own.cookies) reply.header('set-cookie', cookie)
      })
      before?.(app)
      app.register(fastifyPlugin(own.sparekey), { prefix: prefix(own) })
      app.setNotFoundHandler((request, reply) => {
        const { method, url: path, headers } = request
        const { status, body } = own.answer({ method, path, cookie: headers.cookie ?? '' })
        return reply.code(status).send(body)
      })
      await app.ready()
      return { listener: app.routing, close: () => app.close() }
    },
  }
}

export const fastifyStages: readonly Stage[] = [
  stage('Fastify', {}),
  stage('Fastify, with formbody', { before: (app) => void app.register(formbody) }),
  stage('Fastify, under a prefix', {
    prefix: ({ sparekey }) => sparekey.publicPath.slice(0, sparekey.publicPath.lastIndexOf('/')),
  }),
  stage('Fastify, under its own path', { prefix: ({ sparekey }) => sparekey.publicPath }),
]
