import { attacksOnMount } from './attacks.js'
import { conformance } from './conformance.js'
import { expressStages } from './stages/express.js'
import { fastifyStages } from './stages/fastify.js'
import { honoStages } from './stages/hono.js'
import { koaStages } from './stages/koa.js'
import { node } from './stages/node.js'
import { reactRouter } from './stages/react-router.js'
import { web } from './stages/web.js'

const stages = [node, web, ...expressStages, ...fastifyStages, ...honoStages, ...koaStages, reactRouter]
for (const stage of stages) {
  conformance(stage)
  attacksOnMount(stage)
}
