export { type FastifyNative, fastifyNative, fastifyPlugin } from './mounts/fastify.js'
