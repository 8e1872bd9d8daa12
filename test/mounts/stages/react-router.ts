import { getRequestListener } from '@hono/node-server'
import { createRequestHandler, data, type LoaderFunctionArgs, type ServerBuild } from 'react-router'
import { reactRouterFunctions } from 'sparekey/react-router'
import type { OwnApp, Stage } from '../mounted-site.js'
import { withCookies } from './web.js'

/** What `react-router build` makes of three route files: one of ours, two of the application's. */
function buildOf({ sparekey, answer }: OwnApp): object {
  const own = ({ request }: LoaderFunctionArgs): Response => {
    const { pathname } = new URL(request.url)
    const cookie = request.headers.get('cookie') ?? ''
    const { status, body } = answer({ method: request.method, path: pathname, cookie })
    return Response.json(body, { status })
  }
  return {
    entry: { module: { default: () => new Response('no page here', { status: 500 }), streamTimeout: 1000 } },
    routes: {
      amazon: {
        id: 'amazon',
        path: `${sparekey.publicPath.slice(1)}/*`,
        module: reactRouterFunctions(sparekey),
      },
      own: { id: 'own', path: '*', module: { loader: own, action: own } },
    },
    assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '' },
    publicPath: '/',
    assetsBuildDirectory: '',
    future: {},
    ssr: true,
    isSpaMode: false,
    prerender: [],
    routeDiscovery: { mode: 'initial', manifestPath: '/__manifest' },
  }
}

/** The types say that every route has a page; a resource route has none. */
function isBuild(build: object): build is ServerBuild {
  return 'routes' in build
}

export const reactRouter: Stage = {
  name: 'React Router',
  setCookie: (_visitor, line) => ({ headers: { 'set-cookie': line } }),
  isNarrow: true,
  knowsAddress: false,
  thrown: { make: () => data('teapot', { status: 418 }), status: 418 },
  serve: async (own) => {
    const build = buildOf(own)
    if (!isBuild(build)) throw new Error('no build')
    const handle = createRequestHandler(build, 'production')
    return {
      listener: getRequestListener(async (request) => withCookies(await handle(request), own.cookies)),
    }
  },
}
