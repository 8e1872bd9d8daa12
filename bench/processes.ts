import { type ChildProcess, execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Orders, SiteName } from './orders.js'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The compiled package and sites: what runs transpiled on the way costs more than what people install. */
export interface Build {
  readonly folder: string
  remove(): void
}

export async function compile(): Promise<Build> {
  const cache = join(root, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'sparekey-bench-'))
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'))
  const tsc = async (project: string, to: string): Promise<void> => {
    const compiler = join(root, 'node_modules/typescript/bin/tsc')
    const options = [
      '-p',
      join(root, project),
      '--outDir',
      join(folder, to),
      '--noCheck',
      '--declaration',
      'false',
    ]
    await promisify(execFile)(process.execPath, [compiler, ...options])
  }
  await tsc('tsconfig.build.json', 'dist')
  await tsc('bench/tsconfig.json', 'bench')
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export interface RunningProcess {
  readonly origin: string
  /** CPU time of that process alone since it started. */
  usage(): Promise<{ cpuMicroseconds: number; residentBytes: number }>
  stop(): Promise<void>
}

export function startAmazon({ folder }: Build): Promise<RunningProcess> {
  return start(join(folder, 'bench/amazon.js'), [], [])
}

/** `profile`: a folder for what `--cpu-prof` writes. */
export function startSite(
  { folder }: Build,
  site: SiteName,
  orders: Orders,
  profile?: string,
): Promise<RunningProcess> {
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  return start(join(folder, `bench/sites/${site}.js`), [JSON.stringify(orders)], profiling)
}

async function start(program: string, orders: string[], execArgv: string[]): Promise<RunningProcess> {
  const child = fork(program, orders, { execArgv, env: { ...process.env, NODE_ENV: 'production' } })
  const { origin } = await answerOf<{ origin: string }>(child)
  return {
    origin,
    async usage() {
      const answer = answerOf<{ cpuMicroseconds: number; residentBytes: number }>(child)
      child.send('usage')
      return answer
    },
    async stop() {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}

function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const failed = (): void => reject(new Error('A process of the bench ended early.'))
    child.once('exit', failed)
    child.once('message', (answer) => {
      child.off('exit', failed)
      resolve(answer as T)
    })
  })
}
