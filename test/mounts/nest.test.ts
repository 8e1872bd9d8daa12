import { attacksOnMount } from './attacks.js'
import { conformance } from './conformance.js'
import { nestStages } from './stages/nest.js'

for (const stage of nestStages) {
  conformance(stage)
  attacksOnMount(stage)
}
