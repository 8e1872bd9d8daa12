export { type ExpressNative, expressNative } from './mounts/express.js'
export { type FastifyNative, fastifyNative } from './mounts/fastify.js'
export { SPAREKEY, SparekeyModule, type SparekeyModuleOptions } from './mounts/nest.js'
