export { type HonoContext, type HonoHandler, honoHandler, honoNative } from './mounts/hono.js'
