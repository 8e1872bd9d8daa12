import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Recipe, recipes, type ServerKind, userFor } from './server-recipes.js'

export interface RunningServer {
  readonly kind: ServerKind
  urlOf(database: string): string
  stop(): Promise<void>
}

// The shell holds the server's life in its standard input: when that ends, because it was closed or because we died in
// whatever way, the server ends and its files go. A process group of its own keeps Ctrl-C from ending the shell first.
const keeper = `
  folder=$1 signal=$2; shift 2
  exec 3<&0
  "$@" </dev/null 3<&- &
  server=$!
  exec 2>/dev/null
  { cat <&3; kill -s "$signal" $server; } >/dev/null &
  wait $server
  rm -rf "$folder"`

/** Starts a server of our own on a free port, with its data in a folder that goes with it. */
export function startServer(kind: ServerKind): Promise<RunningServer> {
  // Between looking for a free port and taking it somebody else may be faster, once.
  return tryToStart(kind).catch(() => tryToStart(kind))
}

async function tryToStart(kind: ServerKind): Promise<RunningServer> {
  const recipe = recipes[kind]
  const programs = recipe.find()
  if (programs === null) throw new Error(`${kind} is not installed (Debian: ${recipe.package}).`)
  const user = userFor(recipe)
  const folder = mkdtempSync(join(tmpdir(), `sparekey-${kind}-`))
  if (user !== null) chownSync(folder, user.uid, user.gid)
  const [create = '', ...creating] = recipe.create(programs, folder)
  await promisify(execFile)(create, creating, { cwd: folder, ...user })
  const port = await freePort()
  const command = recipe.start(programs, folder, port)
  const running = await keepRunning({
    name: kind,
    folder,
    command,
    signal: recipe.stopSignal,
    ready: recipe.ready,
    user,
  })
  return { kind, urlOf: (database) => recipe.urlOf(port, database), stop: () => running.stop() }
}

export interface Program {
  readonly name: string
  /** Where it runs, and what goes when it has ended. */
  readonly folder: string
  readonly command: readonly string[]
  /** What ends it. */
  readonly signal: Recipe['stopSignal']
  /** What it says when it is open. */
  readonly ready: RegExp
  readonly user: { readonly uid: number; readonly gid: number } | null
}

/** Runs a program for as long as we live, and resolves when it is open. */
export async function keepRunning(program: Program): Promise<{ stop(): Promise<void> }> {
  const { folder, signal, command, user } = program
  const child = spawn('sh', ['-c', keeper, 'sh', folder, signal, ...command], {
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...user,
  })
  await untilReady(program, child)
  return { stop: () => stop(child) }
}

async function untilReady({ name, ready }: Program, child: ChildProcess): Promise<void> {
  let log = ''
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => {
      child.stdin?.end()
      reject(new Error(`${name} did not start:\n${log.slice(-2000)}`))
    })
    const listen = (text: string): void => {
      if (log.length > 100_000) return
      log += text
      if (ready.test(log)) resolve()
    }
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', listen)
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const exited = once(child, 'exit')
  child.stdin?.end()
  await exited
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}
