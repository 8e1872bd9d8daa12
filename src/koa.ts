export { koaHandler, koaNative } from './mounts/koa.js'
export { koaSession } from './mounts/koa-session.js'
