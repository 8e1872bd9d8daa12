export { type ExpressNative, expressHandler, expressNative, type Mountable } from './mounts/express.js'
export { type ExpressSessionOptions, expressSession } from './mounts/express-session.js'
