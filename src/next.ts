export { type NextHandlers, type NextRouteHandler, nextHandlers, nextNative } from './mounts/next.js'
