import { conformance } from './conformance.js'
import { nestStages } from './stages/nest.js'

for (const stage of nestStages) conformance(stage)
