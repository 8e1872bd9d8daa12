import type { Reply } from '../ports/http.js'
import type { Exchange } from './exchange.js'
import { createOpenApi } from './openapi.js'
import { respondJson } from './respond.js'
import type { Route } from './routes.js'

/** `GET /openapi.json`: the JSON contract, for generated clients. It tells nothing that the documentation does not. */
export function handleOpenApi(routes: () => readonly Route[]): (exchange: Exchange) => Promise<Reply> {
  return async ({ site }) => respondJson(createOpenApi(site, routes()))
}
