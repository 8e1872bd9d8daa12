import { fileURLToPath } from 'node:url'
import { CUSTOMERS } from './bookshop/seed.js'
import { type Demo, startDemo } from './demo.js'
import { BusyPort } from './listen.js'

const STATES = { proven: '', unproven: 'address not confirmed', disabled: 'account closed' }

function portFrom(variable: string, otherwise: number): number {
  const text = process.env[variable]
  if (text === undefined || text === '') return otherwise
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new Error(`${variable} must be a port number from 0 to 65535, not "${text}".`)
}

function announce(demo: Demo): void {
  const people = CUSTOMERS.map(({ email, password, state }) =>
    `    ${email.padEnd(24)} ${password.padEnd(16)} ${STATES[state]}`.trimEnd(),
  )
  console.log(
    [
      '',
      `  The bookshop is open:  ${demo.shopUrl}`,
      '',
      '  Customers and their passwords:',
      ...people,
      '',
      `  Mails that it sends:   ${demo.shopUrl}/outbox`,
      '  Ctrl-C closes it. The data stay in .data/; `npm start -- --reset` starts over.',
      '',
    ].join('\n'),
  )
}

async function main(): Promise<void> {
  const reset = process.argv.includes('--reset') ? { reset: true as const } : {}
  const demo = await startDemo({
    folder: fileURLToPath(new URL('../.data', import.meta.url)),
    port: portFrom('PORT', 3000),
    ...reset,
  })
  announce(demo)
  const stop = () => {
    // A second signal ends the process at once, as people expect of a second Ctrl-C.
    process.removeListener('SIGINT', stop).removeListener('SIGTERM', stop)
    void demo.close().then(() => console.log('The bookshop is closed.'))
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
}

main().catch((error: unknown) => {
  console.error(error instanceof BusyPort ? error.message : error)
  process.exitCode = 1
})
