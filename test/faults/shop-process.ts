import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'libsql'
import { onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Ports {
  readonly port: number
  readonly emulatorPort: number
}

/** The demonstration as a process of its own, as `npm start` runs it. */
export interface ShopProcess {
  readonly shopUrl: string
  readonly amazonUrl: string
  readonly ports: Ports
  stop(signal: NodeJS.Signals): Promise<Ended>
}

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly output: string
}

interface Started {
  readonly child: ChildProcess
  readonly output: () => string
  readonly ended: Promise<Ended>
}

/** Starts it on these ports (0 for any) and waits until it is open, or until it gave up. */
export async function startShop(folder: string, ports: Ports): Promise<ShopProcess> {
  const started = spawnShop(folder, ports)
  const url = (label: string) => new RegExp(`${label}:\\s+(http\\S+)`).exec(started.output())?.[1]
  const [shopUrl, amazonUrl] = await new Promise<[string, string]>((resolve, reject) => {
    started.child.stdout?.on('data', () => {
      const [shop, amazon] = [url('The bookshop is open'), url('The emulated Amazon')]
      if (shop !== undefined && amazon !== undefined) resolve([shop, amazon])
    })
    void started.ended.then(({ output }) => reject(new Error(`It did not start:\n${output}`)))
  })
  return {
    shopUrl,
    amazonUrl,
    ports: { port: Number(new URL(shopUrl).port), emulatorPort: Number(new URL(amazonUrl).port) },
    stop: (signal) => {
      started.child.kill(signal)
      return started.ended
    },
  }
}

/** How it ends where it cannot start. */
export function failToStart(folder: string, ports: Ports): Promise<Ended> {
  return spawnShop(folder, ports).ended
}

function spawnShop(folder: string, { port, emulatorPort }: Ports): Started {
  const child = spawn(process.execPath, ['--import', 'tsx', 'demo/start.ts'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      EMULATOR_PORT: String(emulatorPort),
      DATA_FOLDER: folder,
      // The sources, as in every other test.
      TSX_TSCONFIG_PATH: join(root, 'tsconfig.json'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  }
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, output }))
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, output: () => output, ended }
}

/** Asks the emulator over its control API. */
export async function control(
  { amazonUrl }: ShopProcess,
  path: string,
  body?: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${amazonUrl}/__emulator/${path}`, {
    method: body ? 'POST' : 'GET',
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
  })
  return (await response.json()) as Record<string, unknown>
}

/** Someone whom Amazon knows. */
export async function addCustomer({ amazonUrl }: ShopProcess, id: string): Promise<void> {
  await fetch(`${amazonUrl}/__emulator/customers`, {
    method: 'PUT',
    body: JSON.stringify({ id, name: `Reader ${id}`, email: `${id}@faults.example`, postalCode: null }),
    headers: { 'content-type': 'application/json' },
  })
}

export async function authorize(
  shop: ShopProcess,
  authorizationUrl: string,
  customer: string,
): Promise<string> {
  const { location } = await control(shop, 'authorize', { url: authorizationUrl, customer })
  return String(location)
}

/** The shop's database, read while no process has it, or beside the one that has. */
export function openBooks(folder: string): Database.Database {
  const database = new Database(join(folder, 'bookshop.db'))
  onTestFinished(() => void database.close())
  return database
}
