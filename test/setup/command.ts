import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Compiles the sources once for all tests that start the command: a process that compiles for itself takes two seconds
 * longer. Below node_modules, where the package's dependencies are found.
 */
export async function setup(): Promise<() => void> {
  const cache = join(root, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'sparekey-'))
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'))
  symlinkSync(join(root, 'docs'), join(folder, 'docs'), 'dir')
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  // Types are another check's to look at.
  const options = ['-p', join(root, 'tsconfig.build.json'), '--outDir', join(folder, 'dist'), '--noCheck']
  await promisify(execFile)(process.execPath, [compiler, ...options, '--declaration', 'false'])
  process.env['SPAREKEY_TEST_COMMAND'] = join(folder, 'dist', 'cli.js')
  return () => rmSync(folder, { recursive: true, force: true })
}
