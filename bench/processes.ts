import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type BuildFolder, compile, compilePackage, openBuildFolder } from '../test/support/build-folder.js'
import type { Orders, SiteName } from './orders.js'

/** The compiled package and sites: what runs transpiled on the way costs more than what people install. */
export async function compileAll(): Promise<BuildFolder> {
  const folder = openBuildFolder('sparekey-bench-')
  await compilePackage(folder)
  await compile('bench/tsconfig.json', join(folder.path, 'bench'))
  return folder
}

export interface RunningProcess {
  readonly origin: string
  /** CPU time of that process alone since it started. */
  usage(): Promise<{ cpuMicroseconds: number; residentBytes: number }>
  stop(): Promise<void>
}

export function startAmazon({ path }: BuildFolder): Promise<RunningProcess> {
  return start(join(path, 'bench/amazon.js'), [], [])
}

/** `profile`: a folder for what `--cpu-prof` writes. */
export function startSite(
  { path }: BuildFolder,
  site: SiteName,
  orders: Orders,
  profile?: string,
): Promise<RunningProcess> {
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  return start(join(path, `bench/sites/${site}.js`), [JSON.stringify(orders)], profiling)
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
