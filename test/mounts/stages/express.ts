import express, { type RequestHandler, Router } from 'express'
import express4 from 'express-4'
import { expressHandler, expressNative } from 'sparekey/express'
import type { OwnApp, Stage } from '../mounted-site.js'

type Express = typeof express

interface Variant {
  readonly version?: Express
  readonly before?: (express: Express) => readonly RequestHandler[]
  /** Mounted in a router of its own. */
  readonly at?: (app: OwnApp) => string
}

const atRoot = (): string => '/'

function stage(name: string, { version = express, before = () => [], at = atRoot }: Variant): Stage {
  return {
    name,
    ...(at === atRoot ? {} : { isNarrow: true as const }),
    setCookie: (visitor, line) => void expressNative(visitor).res.append('set-cookie', line),
    thrown: {
      make: () => Object.assign(new Error('teapot'), { status: 418, statusCode: 418, expose: true }),
      status: 418,
    },
    serve: async (own) => {
      const app = version()
      app.use((_req, res, next) => {
        for (const cookie of own.cookies) res.append('set-cookie', cookie)
        next()
      })
      for (const middleware of before(version)) app.use(middleware)
      app.use(at(own), Router().use(expressHandler(own.sparekey)))
      app.use((req, res) => {
        const { method, path, headers } = req
        const { status, body } = own.answer({ method, path, cookie: headers.cookie ?? '' })
        res.status(status).json(body)
      })
      return { listener: app }
    },
  }
}

const parsers = (version: Express): RequestHandler[] => [
  version.json({ limit: '10mb' }),
  version.urlencoded({ extended: true, limit: '10mb' }),
]

export const expressStages: readonly Stage[] = [
  stage('Express 5', {}),
  stage('Express 5, behind parsers', { before: parsers }),
  stage('Express 5, in a router', { at: ({ sparekey }) => sparekey.publicPath }),
  stage('Express 4', { version: express4 }),
  stage('Express 4, behind parsers', { version: express4, before: parsers }),
]
