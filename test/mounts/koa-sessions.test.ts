import { bodyParser } from '@koa/bodyparser'
import Koa, { type Context } from 'koa'
import { createSession } from 'koa-session'
import { koaHandler, koaSession } from '../../src/koa.js'
import { sessionConformance } from './session-conformance.js'
import type { Member, SiteParts, SiteRecipe } from './session-site.js'

const idOf = ({ id }: Member): number => Number(id)

interface Stored {
  readonly get: (key: string) => Promise<unknown>
  readonly set: (key: string, session: unknown) => Promise<void>
  readonly destroy: (key: string) => Promise<void>
}

function memoryStore(): Stored {
  const sessions = new Map<string, string>()
  return {
    get: async (key) => JSON.parse(sessions.get(key) ?? 'null'),
    set: async (key, session) => void sessions.set(key, JSON.stringify(session)),
    destroy: async (key) => void sessions.delete(key),
  }
}

async function answer(ctx: Context, { members, clock }: SiteParts): Promise<unknown> {
  const posted = (name: string): string => String(Reflect.get(Object(Reflect.get(ctx.request, 'body')), name))
  switch (ctx.path) {
    case '/put':
      ctx['session'][posted('name')] = posted('value')
      return {}
    case '/sign-in': {
      const member = members.signIn(posted('email'), posted('password'))
      ctx['session'] = { userId: member && idOf(member), authenticatedAt: clock().getTime() }
      await ctx['session'].regenerate()
      return {}
    }
    case '/sign-out':
      ctx['session'] = null
      return {}
    default: {
      const { userId = null, basket = null, note = null } = ctx['session']
      return { userId, basket, note }
    }
  }
}

function overKoaSession(sameSite: 'lax' | 'strict', store?: Stored): SiteRecipe {
  return {
    sessions: koaSession({ idOf, keep: ['basket'] }),
    serve: (parts) => {
      const app = new Koa()
      app.keys = ['of the test']
      app.use(createSession({ sameSite, ...(store === undefined ? {} : { store }) }, app))
      app.use(koaHandler(parts.sparekey))
      app.use(bodyParser())
      app.use(async (ctx) => {
        ctx.body = await answer(ctx, parts)
      })
      return app.callback()
    },
  }
}

sessionConformance('koaSession over a store', { where: 'store' }, ({ sameSite }) =>
  overKoaSession(sameSite, memoryStore()),
)
sessionConformance('koaSession in the cookie', { where: 'cookie' }, ({ sameSite }) =>
  overKoaSession(sameSite),
)
