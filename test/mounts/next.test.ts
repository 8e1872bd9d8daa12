import { attacksOnMount } from './attacks.js'
import { conformance } from './conformance.js'
import { next } from './stages/next.js'

conformance(next)
attacksOnMount(next)
