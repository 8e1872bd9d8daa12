/** @jsxRuntime automatic */
import { renderToString } from 'react-dom/server'
import { createStaticHandler, createStaticRouter, matchRoutes, StaticRouterProvider } from 'react-router'
import { routesOf, type Site } from './routes.js'

/** React Router in data mode, rendered by the server. */
export function createApp(site: Site): (request: Request) => Promise<Response> {
  const routes = routesOf(site)
  const handler = createStaticHandler(routes)
  return async (request) => {
    const [match] = matchRoutes(routes, new URL(request.url).pathname)?.slice(-1) ?? []
    if (match !== undefined && match.route.Component === undefined) return handler.queryRoute(request)
    const context = await handler.query(request)
    if (context instanceof Response) return context
    const router = createStaticRouter(handler.dataRoutes, context)
    const page = renderToString(<StaticRouterProvider router={router} context={context} hydrate={false} />)
    const headers = { 'content-type': 'text/html; charset=utf-8' }
    return new Response(`<!doctype html>${page}`, { status: context.statusCode, headers })
  }
}
