// `npm run bench -- sign-in | scale | import`, with the options below. Figures go to results/.
import { parseArgs } from 'node:util'
import { benchImport } from './import.js'
import type { Customers } from './measure.js'
import { tell } from './results.js'
import type { Plan } from './rounds.js'
import { benchScale } from './scale.js'
import { benchSignIn } from './sign-in.js'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    // For `scale`, several.
    accounts: { type: 'string' },
    links: { type: 'string', default: '200000' },
    'warm-up': { type: 'string', default: '20000' },
    'sign-ins': { type: 'string', default: '1500' },
    'at-once': { type: 'string', default: '1,16,64' },
    customers: { type: 'string' },
    // A folder for a CPU profile of each site.
    profile: { type: 'string' },
  },
})

const [command] = positionals
const count = Number(values['sign-ins'])
const isAsked = (customers: Customers): boolean => values.customers?.split(',').includes(customers) ?? true
const plan: Plan = {
  rounds: Number(values.rounds),
  warmUp: Number(values['warm-up']),
  atOnce: values['at-once'].split(',').map(Number),
  signIns: {
    returning: isAsked('returning') ? count : 0,
    // The smallest of the databases that `scale` compares has not enough of them.
    'after a month': isAsked('after a month') && command === 'sign-in' ? Math.ceil(count / 2) : 0,
    new: isAsked('new') ? Math.ceil(count / 2) : 0,
  },
  profile: values.profile,
  tell,
}

switch (command) {
  case 'sign-in': {
    const size = { accounts: Number(values.accounts ?? 1_000_000), links: Number(values.links) }
    await benchSignIn(size, plan)
    break
  }
  case 'scale':
    await benchScale((values.accounts ?? '10000,1000000,10000000').split(',').map(Number), plan)
    break
  case 'import':
    await benchImport(Number(values.accounts ?? 1_000_000))
    break
  default:
    throw new Error('Say which: npm run bench -- sign-in, scale or import')
}
