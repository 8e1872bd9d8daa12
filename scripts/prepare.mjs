import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { giveUp, root, run, secondsSince } from './run.mjs'

const oldestNode = /** @type {const} */ ([20, 19])

/** Ends with a clear message on a Node that lacks what the tools need. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [neededMajor, neededMinor] = oldestNode
  if (major > neededMajor || (major === neededMajor && minor >= neededMinor)) return
  giveUp(
    `Sparekey needs Node ${neededMajor}.${neededMinor} or newer, and this is ${process.versions.node}.\n` +
      'Install a current one (nodejs.org, or your version manager), then try again.',
  )
}

/**
 * Runs `npm ci` when the dependencies are missing or older than the lock file. The workspaces hold what only tests and
 * examples need: frameworks, ORMs, other people's clients.
 *
 * @param {'product' | 'everything'} what
 */
export async function install(what) {
  // npm writes this file last: a half-finished install has none.
  const installed = modifiedAt('node_modules/.package-lock.json') >= modifiedAt('package-lock.json')
  if (installed && (what === 'product' || existsSync(join(root, 'node_modules/next')))) return
  const startedAt = Date.now()
  const command = ['ci', '--no-audit', '--no-fund', ...(what === 'product' ? ['--workspaces=false'] : [])]
  console.log(`Installing dependencies (npm ${command.join(' ')})`)
  const code = await run('npm', command)
  if (code !== 0) giveUp('`npm ci` failed: its own message is above. Is the npm registry reachable?')
  console.log(`Installed in ${secondsSince(startedAt)}`)
}

/** Later Nodes, Bun, Deno and workerd, below this folder. */
export const runtimes = 'test/support/runtimes'

/** Fetches them, where there are builds for this machine; what is missing is told by the tests that wanted it. */
export async function installRuntimes() {
  const written = modifiedAt(`${runtimes}/node_modules/.package-lock.json`)
  if (written >= modifiedAt(`${runtimes}/package-lock.json`)) return
  console.log(
    `Installing Node 22 and 24, Bun, Deno and workerd beside the tests (npm ci --prefix ${runtimes})`,
  )
  await run('npm', ['ci', '--prefix', runtimes, '--ignore-scripts', '--no-audit', '--no-fund'])
}

/** Runs `npm run build` when `dist` is missing or older than what it is made from. */
export async function build() {
  const sources = ['tsconfig.json', 'tsconfig.build.json', 'package.json', ...everythingIn('src')]
  if (modifiedAt('dist/index.js') >= Math.max(...sources.map(modifiedAt))) return
  console.log('Building (npm run build)')
  const code = await run(process.execPath, ['scripts/build.mjs'])
  if (code !== 0) giveUp('The build failed: the errors are above.')
}

/**
 * A folder, all folders in it and all files. Folders count because their time tells of deleted files.
 *
 * @param {string} folder
 * @returns {string[]}
 */
function everythingIn(folder) {
  const inside = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
  return [folder, ...inside.map((path) => join(folder, path))]
}

/**
 * Milliseconds since 1970; long ago for what does not exist.
 *
 * @param {string} path
 */
function modifiedAt(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY
}
