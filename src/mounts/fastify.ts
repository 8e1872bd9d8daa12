import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { checkMountable, checkMountPath, type Mountable, MountError } from './mountable.js'
import { ask } from './node-request.js'
import { bytesOf } from './node-response.js'

/** What the host's functions find as `visitor.native` under Fastify. */
export interface FastifyNative {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/**
 * A plugin with Sparekey's routes: `app.register(fastifyPlugin(sparekey))`, after the plugin of your sessions. It is
 * encapsulated: the application's body parsers stay as they are.
 */
export function fastifyPlugin(sparekey: Mountable): FastifyPluginAsync {
  checkMountable(sparekey, 'fastifyPlugin')
  return async (instance) => {
    checkMountPath(sparekey, instance.prefix)
    refuseLateSessions(instance)
    // Any parser of the application's may be missing or strict: the body goes on as it came.
    instance.removeAllContentTypeParsers()
    instance.addContentTypeParser('*', async (_request: FastifyRequest, payload: unknown) => payload)
    for (const path of pathsBelow(sparekey, instance)) {
      instance.all(path, (request, reply) => answer(sparekey, { request, reply }))
    }
  }
}

const sessionPlugins = ['@fastify/cookie', '@fastify/session', '@fastify/secure-session', '@fastify/jwt']

/** A plugin reaches only the routes that come after it. Fastify says nothing, and nobody could sign in. */
function refuseLateSessions(instance: FastifyInstance): void {
  const inTime = new Set(sessionPlugins.filter((name) => instance.hasPlugin(name)))
  instance.addHook('onReady', async () => {
    const late = sessionPlugins.filter((name) => !inTime.has(name) && instance.hasPlugin(name))
    if (late.length === 0) return
    throw new MountError(
      `${late.join(', ')} was registered behind Sparekey, whose routes do not see it: move ` +
        'app.register(fastifyPlugin(sparekey)) below it.',
    )
  })
}

/** The routes as this instance names them, which may have a prefix of its own. */
function pathsBelow({ publicPath, basePath }: Mountable, { prefix }: FastifyInstance): string[] {
  const at = prefix.replace(/\/+$/, '')
  const bases = [...new Set([publicPath, basePath])].filter((base) => `${base}/`.startsWith(`${at}/`))
  // Registered below one of the routes themselves.
  if (bases.length === 0) return ['/*']
  return bases.map((base) => base.slice(at.length)).flatMap((path) => [path === '' ? '/' : path, `${path}/*`])
}

async function answer(sparekey: Mountable, native: FastifyNative): Promise<FastifyReply> {
  const { request, reply } = native
  const { raw, originalUrl: target, body } = request
  const answered = await ask(sparekey, raw, native, { target, body })
  // The host's session function may have answered by itself.
  if (reply.sent) return reply
  reply.code(answered.status)
  for (const [name, value] of answered.headers) reply.header(name, value)
  return answered.body === null ? reply.send() : reply.send(await bytesOf(answered.body))
}

/** The Fastify request behind a visitor. Throws when Sparekey is not mounted with `fastifyPlugin`. */
export function fastifyNative({ native }: { readonly native: unknown }): FastifyNative {
  if (isFastifyNative(native)) return native
  throw new TypeError('No Fastify request here: mount Sparekey with app.register(fastifyPlugin(sparekey)).')
}

function isFastifyNative(native: unknown): native is FastifyNative {
  return typeof native === 'object' && native !== null && 'request' in native && 'reply' in native
}
