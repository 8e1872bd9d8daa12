export { type IronSessionOptions, ironSession } from './mounts/iron-session.js'
export { type JwtOptions, jwt, type RefreshTokenOptions, type TokenClaims } from './mounts/jwt.js'
export {
  type ReactRouterSessionOptions,
  type ReactRouterStorage,
  reactRouterSession,
} from './mounts/react-router-session.js'
export type { SessionCookie } from './mounts/session-cookie.js'
export type { SessionOptions, TimeFormat } from './mounts/signed-in.js'
export type { StatelessSession, StatelessSessionOptions } from './mounts/stateless-session.js'
export {
  type SessionTable,
  type TableSessionCookie,
  type TableSessionOptions,
  tableSession,
} from './mounts/table-session.js'
