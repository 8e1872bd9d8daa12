import { defineCommand } from 'citty'
import { type Emulator, type EmulatorOptions, startEmulator } from '../emulator.js'
import { refuseUnknown } from './refuse-unknown.js'
import { UsageError } from './usage-error.js'

const DEFAULT_PORT = '4100'

export const emulator = defineCommand({
  meta: {
    name: 'sparekey emulator',
    description: "Amazon's endpoints on this machine, for development and tests. Ctrl-C ends it.",
  },
  args: {
    port: {
      type: 'string',
      default: DEFAULT_PORT,
      valueHint: 'port',
      description: 'Where it listens; 0 for any free one',
    },
    state: {
      type: 'string',
      valueHint: 'file',
      description: 'Keeps customers, clients, consents and tokens in this file over a restart',
    },
    json: { type: 'boolean', description: 'Prints one line of JSON when it is ready' },
  },
  async run({ args }) {
    refuseUnknown('emulator', args, ['port', 'state', 'json'])
    // Listened for from the start: whoever reads that it is ready may stop it at once.
    const stopped = untilStopped()
    const running = await start({
      port: parsePort(args.port),
      ...(args.state === undefined ? {} : { stateFile: parseStateFile(args.state) }),
      ...(args.json === true ? {} : { print }),
    })
    print(args.json === true ? renderJson(running) : renderText(running))
    await stopped
    await running.close()
  },
})

async function start(options: EmulatorOptions): Promise<Emulator> {
  try {
    return await startEmulator(options)
  } catch (error) {
    throw explain(error, options)
  }
}

function explain(error: unknown, { port, stateFile }: EmulatorOptions): unknown {
  const code = codeOf(error)
  const another = 'Choose another: sparekey emulator --port 0 takes any free one.'
  if (code === 'EADDRINUSE') return new UsageError(`Port ${port} is in use by another program.`, another)
  if (code === 'EACCES' && stateFile === undefined) {
    return new UsageError(`This user may not listen on port ${port}.`, another)
  }
  if (stateFile === undefined) return error
  return new UsageError(
    `The state file ${stateFile} cannot be used: ${error instanceof Error ? error.message : String(error)}`,
    'Remove it to start anew, or name another one with --state.',
  )
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : null
}

function parsePort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new UsageError(
    `"${text}" is no port.`,
    'Give a number from 0 to 65535, for example: sparekey emulator --port 4100',
  )
}

function parseStateFile(text: string): string {
  if (text !== '') return text
  throw new UsageError(
    '--state needs the name of a file.',
    'For example: sparekey emulator --state amazon.json',
  )
}

function renderJson({ origin, endpoints, customers, clients }: Emulator): string {
  return JSON.stringify({ origin, endpoints, customers: customers.list(), clients: clients.list() })
}

function renderText({ origin, customers, clients }: Emulator): string {
  const people = customers
    .list()
    .map(({ id, name, email }) => `    ${id.padEnd(12)} ${name ?? '(no name)'}, ${email ?? 'no email'}`)
  const sites = clients
    .list()
    .map(
      ({ name, clientId, clientSecret }) =>
        `    ${name}\n      client id      ${clientId}\n      client secret  ${clientSecret}`,
    )
  return [
    `Amazon's double is ready: ${origin}  (Ctrl-C ends it)`,
    '  Who can sign in there:',
    ...people,
    '  Which sites may ask:',
    ...sites,
    '  In your site: createSparekey({ amazon: { endpoints, … } }) with the endpoints that --json prints.',
  ].join('\n')
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}
