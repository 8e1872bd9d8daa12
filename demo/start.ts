import { fileURLToPath } from 'node:url'
import { AMAZON_CUSTOMERS } from './amazon.js'
import { CUSTOMERS } from './bookshop/seed.js'
import { type Demo, startDemo } from './demo.js'
import { BusyPort } from './listen.js'

const STATES = {
  proven: '',
  unproven: 'address not confirmed',
  disabled: 'account closed',
  'mailed-code': 'a code by mail as well',
}

/** What is wrong with the settings, for the person who set them. */
class WrongSetting extends Error {
  override readonly name = 'WrongSetting'
}

function portFrom(variable: string, otherwise: number): number {
  const text = process.env[variable]
  if (text === undefined || text === '') return otherwise
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new WrongSetting(`${variable} must be a port number from 0 to 65535, not "${text}".`)
}

const row = (...cells: string[]) => `    ${cells.map((cell) => cell.padEnd(24)).join(' ')}`.trimEnd()

function announce({ shopUrl, amazon }: Demo, folder: string): void {
  const lines = [
    '',
    `  The bookshop is open:  ${shopUrl}`,
    `  Mails that it sends:   ${shopUrl}/outbox`,
    `  The emulated Amazon:   ${amazon.origin}`,
    '',
    '  Customers of the shop, and their passwords:',
    ...CUSTOMERS.map(({ email, password, state }) => row(email, password ?? '(no password)', STATES[state])),
    '',
    '  People to choose from at the emulated Amazon, without a password:',
    ...AMAZON_CUSTOMERS.map(({ name, email, meets }) =>
      row(name ?? '(no name)', email ?? '(no address)', meets),
    ),
    '',
    `  Ctrl-C closes it. The data stay in ${folder}; \`npm start -- --reset\` starts over.`,
    '',
  ]
  console.log(lines.join('\n'))
}

function closeOnSignal(demo: Demo): void {
  const stop = () => {
    // A second signal ends the process at once, as people expect of a second Ctrl-C.
    process.removeListener('SIGINT', stop).removeListener('SIGTERM', stop)
    demo.close().then(() => console.log('The bookshop is closed.'), fail)
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
}

async function main(): Promise<void> {
  const chosen = process.env.DATA_FOLDER || null
  const demo = await startDemo({
    folder: chosen ?? fileURLToPath(new URL('../.data', import.meta.url)),
    port: portFrom('PORT', 3000),
    emulatorPort: portFrom('EMULATOR_PORT', 4100),
    ...(process.argv.includes('--reset') ? { reset: true } : {}),
  })
  closeOnSignal(demo)
  announce(demo, chosen ?? '.data')
}

function fail(error: unknown): void {
  const isForThePerson = error instanceof BusyPort || error instanceof WrongSetting
  console.error(isForThePerson ? error.message : error)
  process.exitCode = 1
}

main().catch(fail)
