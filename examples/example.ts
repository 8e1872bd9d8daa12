import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Emulator, startEmulator } from 'sparekey/emulator'
import { AMAZON_CUSTOMERS } from '../demo/amazon.js'

/** An app in this folder, and where a customer finds their way in it. */
export interface Example {
  /** Its folder. */
  readonly name: string
  /** Run in the folder; reads `PORT`, `DATA` (a folder for its data), `SECRET` and `AMAZON`, and prints its address when ready. */
  readonly command: readonly [string, ...string[]]
  /** A server it needs: an empty database there is given as `DATABASE_URL`. */
  readonly database?: 'postgres' | 'mariadb'
  readonly signInPage: string
  readonly signUpPage: string
  /** Shows name and address of whoever is signed in. */
  readonly accountPage: string
}

export interface RunningExample {
  readonly url: string
  readonly amazon: Emulator
  close(): Promise<void>
}

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The client that every example is at the emulated Amazon. Neither value means anything at the real one. */
const client = {
  clientId: 'amzn1.application-oa2-client.7370617265206b6579206578616d706c65',
  clientSecret: 'amzn1.oa2-cs.v1.an-example-secret-of-no-value',
}

/** The variables with which an app knows itself, its address and its Amazon: the real one where no endpoints are named. */
export function settingsOf(baseUrl: string, endpoints?: Emulator['endpoints']): Record<string, string> {
  const SECRET = 'an example has no secret: 4b8d2f6a0c9e1357'
  return { SECRET, AMAZON: JSON.stringify({ baseUrl, secret: SECRET, amazon: { ...client, endpoints } }) }
}

export interface ExampleSettings {
  /** 0 (default) takes any free one. */
  readonly port?: number
  /** An empty database of the kind that the example names. */
  readonly databaseUrl?: string
}

/** Starts an example with an emulated Amazon of its own. */
export async function startExample(
  { name, command }: Example,
  { port: wanted = 0, databaseUrl = '' }: ExampleSettings = {},
): Promise<RunningExample> {
  const port = wanted === 0 ? await freePort() : wanted
  const url = `http://localhost:${port}`
  const redirectUris = [`${url}/auth/amazon/callback`]
  const application = { ...client, name, company: 'Examples', redirectUris }
  const amazon = await startEmulator({ customers: AMAZON_CUSTOMERS, clients: [application] })
  const data = mkdtempSync(join(tmpdir(), `${name}-`))
  const [program, ...parameters] = command
  const child = spawn(program, parameters, {
    cwd: folder(`./${name}/`),
    env: {
      ...process.env,
      PORT: String(port),
      DATA: data,
      DATABASE_URL: databaseUrl,
      ...settingsOf(url, amazon.endpoints),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const close = async () => {
    await stop(child)
    await amazon.close()
    rmSync(data, { recursive: true })
  }
  try {
    await printed(child, url)
  } catch (error) {
    await close()
    throw error
  }
  return { url, amazon, close }
}

/** Waits until the program prints its address. Says what it printed where it ends before that. */
function printed(child: ChildProcess, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = ''
    const read = (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes(url)) resolve()
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The example ended with ${code}:\n${text}`)))
  })
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill()
  })
}

/** The address stands in Amazon's redirect URI before the app runs, so its port is chosen for it. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
