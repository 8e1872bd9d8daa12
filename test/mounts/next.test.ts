import { conformance } from './conformance.js'
import { next } from './stages/next.js'

conformance(next)
