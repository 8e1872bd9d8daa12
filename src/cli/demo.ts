import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineCommand } from 'citty'
import { refuseUnknown } from './refuse-unknown.js'
import { UsageError } from './usage-error.js'

export const demo = defineCommand({
  meta: {
    name: 'sparekey demo',
    description: 'Opens the bookshop of the sources, with the emulated Amazon beside it. Ctrl-C closes it.',
  },
  args: { reset: { type: 'boolean', description: 'Begins with the seeded customers again' } },
  async run({ args }) {
    refuseUnknown('demo', args, ['reset'])
    const start = findDemo(fileURLToPath(new URL('../..', import.meta.url)))
    await open(start, args.reset === true ? ['--reset'] : [])
  },
})

/** What starts the bookshop of the sources in this folder. The published package has none: it is a site of its own. */
export function findDemo(folder: string): string {
  const start = join(folder, 'scripts', 'start.mjs')
  if (existsSync(start) && existsSync(join(folder, 'demo', 'start.ts'))) return start
  throw new UsageError(
    'The bookshop is in the sources of Sparekey, not in the installed package.',
    'Run it in a checkout: npm start. For your own site there is: sparekey emulator',
  )
}

async function open(start: string, words: readonly string[]): Promise<void> {
  const shop = spawn(process.execPath, [start, ...words], { stdio: 'inherit' })
  // A terminal tells both; who ends this process alone means the shop.
  const stop = () => void shop.kill('SIGTERM')
  process.on('SIGTERM', stop).on('SIGINT', () => {})
  const code = await new Promise<number | null>((resolve, reject) =>
    shop.once('error', reject).once('exit', resolve),
  )
  process.removeListener('SIGTERM', stop)
  if (code !== 0 && code !== null) throw new UsageError('The bookshop could not be opened.', 'See above.')
}
