import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A folder for what is built for one run: below node_modules, where the package's dependencies are found. */
export interface BuildFolder {
  readonly path: string
  readonly remove: () => void
}

export function openBuildFolder(prefix: string): BuildFolder {
  const cache = join(root, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const path = mkdtempSync(join(cache, prefix))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Compiles the package into `dist` of this folder, as it is published. */
export async function compilePackage({ path }: BuildFolder): Promise<void> {
  copyFileSync(join(root, 'package.json'), join(path, 'package.json'))
  await compile('tsconfig.build.json', join(path, 'dist'))
}

/** Types are another check's to look at. */
export async function compile(project: string, to: string): Promise<void> {
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  const options = ['-p', join(root, project), '--outDir', to, '--noCheck', '--declaration', 'false']
  await promisify(execFile)(process.execPath, [compiler, ...options])
}
