export { type FastifyNative, fastifyNative, fastifyPlugin } from './mounts/fastify.js'
export { type FastifyPassportOptions, fastifyPassport } from './mounts/fastify-passport.js'
export { type FastifySecureSessionOptions, fastifySecureSession } from './mounts/fastify-secure-session.js'
export { fastifySession } from './mounts/fastify-session.js'
