import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compilePackage, openBuildFolder } from '../support/build-folder.js'

const docs = fileURLToPath(new URL('../../docs', import.meta.url))

/**
 * Compiles the sources once for all tests that start the command: a process that compiles for itself takes two seconds
 * longer.
 */
export async function setup(): Promise<() => void> {
  const folder = openBuildFolder('sparekey-')
  symlinkSync(docs, join(folder.path, 'docs'), 'dir')
  await compilePackage(folder)
  process.env['SPAREKEY_TEST_COMMAND'] = join(folder.path, 'dist', 'cli.js')
  return folder.remove
}
