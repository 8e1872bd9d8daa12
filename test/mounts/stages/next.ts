import 'next/dist/server/node-environment-baseline.js'
import { getRequestListener } from '@hono/node-server'
import { AppRouteRouteModule } from 'next/dist/server/route-modules/app-route/module.js'
import { cookies } from 'next/headers.js'
import { redirect } from 'next/navigation.js'
import { NextRequest } from 'next/server.js'
import { nextHandlers } from 'sparekey/next'
import type { OwnApp, Stage } from '../mounted-site.js'

type ModuleOptions = ConstructorParameters<typeof AppRouteRouteModule>[0]
type HandleContext = Parameters<AppRouteRouteModule['handle']>[1]

/** What surrounds a route handler in a production build: Next's own module for it, without the build. */
function moduleOf({ sparekey, cookies: lines }: OwnApp): AppRouteRouteModule {
  const handlers = nextHandlers(sparekey)
  // What the middleware of an application does with its own cookies.
  const answer = async (request: Request): Promise<Response> => {
    const jar = await cookies()
    for (const line of lines) jar.set(line.split('=', 1)[0] ?? '', '1')
    return handlers.GET(request)
  }
  const options = {
    userland: () => ({ GET: answer, POST: answer, OPTIONS: answer }),
    definition: {
      kind: 'APP_ROUTE',
      page: '/route',
      pathname: '/',
      filename: 'route',
      bundlePath: 'app/route',
    },
    distDir: '',
    relativeProjectDir: '',
    resolvedPagePath: '',
    nextConfigOutput: undefined,
  }
  if (!isModuleOptions(options)) throw new Error('no options')
  return new AppRouteRouteModule(options)
}

// Next's types are those of its own build, with more members than a route handler meets.
function isModuleOptions(options: object): options is ModuleOptions {
  return 'userland' in options
}

function isHandleContext(context: object): context is HandleContext {
  return 'renderOpts' in context
}

const context = {
  params: Promise.resolve({}),
  renderOpts: {
    supportsDynamicResponse: true,
    experimental: {},
    cacheLifeProfiles: {},
    waitUntil: () => {},
    onClose: () => {},
  },
  previewProps: { previewModeId: '', previewModeEncryptionKey: '', previewModeSigningKey: '' },
  sharedContext: { buildId: 'test', deploymentId: '' },
}

/** Next makes its request of the Node one by itself. */
function asNextRequest({ url, method, headers, body }: Request): NextRequest {
  return new NextRequest(url, { method, headers, body, duplex: 'half' })
}

function thrownByRedirect(): unknown {
  try {
    redirect('/second-factor')
  } catch (error) {
    return error
  }
}

export const next: Stage = {
  name: "Next's route handlers",
  ownMethods: true,
  knowsAddress: false,
  setCookie: async (_visitor, line) => {
    const [name = '', value = ''] = line.split(/[=;]/)
    const jar = await cookies()
    jar.set(name, value, { httpOnly: true })
  },
  thrown: { make: thrownByRedirect, status: 307 },
  serve: async (own) => {
    const module = moduleOf(own)
    return {
      listener: getRequestListener(async (request) => {
        const { pathname } = new URL(request.url)
        if (own.sparekey.owns(pathname) && isHandleContext(context))
          return module.handle(asNextRequest(request), context)
        const cookie = request.headers.get('cookie') ?? ''
        const { status, body } = own.answer({ method: request.method, path: pathname, cookie })
        return Response.json(body, { status })
      }),
    }
  },
}
