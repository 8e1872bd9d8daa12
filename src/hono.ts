export { type HonoContext, type HonoHandler, honoHandler, honoNative } from './mounts/hono.js'
export { honoSession } from './mounts/hono-session.js'
export { type HonoSignedCookieOptions, honoSignedCookie } from './mounts/hono-signed-cookie.js'
