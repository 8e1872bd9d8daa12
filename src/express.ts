export { type ExpressNative, expressHandler, expressNative } from './mounts/express.js'
export { type ExpressSessionOptions, expressSession } from './mounts/express-session.js'
export type { Mountable } from './mounts/mountable.js'
