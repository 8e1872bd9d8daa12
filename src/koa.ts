export { koaHandler, koaNative } from './mounts/koa.js'
