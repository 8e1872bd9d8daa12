import { afterAll } from 'vitest'
import { attacksOnMount } from './attacks.js'
import { conformance } from './conformance.js'
import { buildSvelteKit } from './stages/sveltekit.js'

const kit = await buildSvelteKit()
afterAll(kit.remove)

for (const stage of kit.stages) {
  conformance(stage)
  attacksOnMount(stage)
}
