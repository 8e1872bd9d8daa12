import { fileURLToPath } from 'node:url'

/** How the command line of these sources is started: compiled by the set-up of the run, where it had one. */
export const sparekeyCommand: readonly [string, ...string[]] = [process.execPath, ...script()]

function script(): readonly string[] {
  const compiled = process.env['SPAREKEY_TEST_COMMAND']
  if (compiled !== undefined) return [compiled]
  return ['--import', import.meta.resolve('tsx'), fileURLToPath(new URL('../../src/cli.ts', import.meta.url))]
}
