// What adding Sparekey took in the bookshop, as a patch: demo/adding-sparekey.diff. Takes it out of a copy of the shop
// and compares. `node scripts/demo-difference.mjs` writes the patch anew after the shop has changed.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const shop = 'demo/bookshop'
export const patchFile = join(root, 'demo/adding-sparekey.diff')

/**
 * The bookshop as it was before Sparekey: a folder of its own, to be removed by the caller.
 * @returns {string}
 */
export function takeSparekeyOut() {
  const folder = mkdtempSync(join(tmpdir(), 'bookshop-before-'))
  mkdirSync(join(folder, dirname(shop)), { recursive: true })
  cpSync(join(root, shop), join(folder, shop), { recursive: true })
  git(folder, ['apply', '--reverse', '--whitespace=nowarn', patchFile])
  return folder
}

/**
 * The difference between that folder's bookshop and ours.
 * @param {string} before
 * @returns {string}
 */
export function difference(before) {
  const folder = mkdtempSync(join(tmpdir(), 'bookshop-both-'))
  try {
    cpSync(join(before, shop), join(folder, 'a', shop), { recursive: true })
    cpSync(join(root, shop), join(folder, 'b', shop), { recursive: true })
    const found = spawnSync('git', ['diff', '--no-index', '--no-color', '--no-prefix', 'a', 'b'], {
      cwd: folder,
      encoding: 'utf8',
    })
    // The ids of contents say nothing to a reader, and change with every other line of a file.
    return found.stdout.replace(/^index .*\n/gm, '')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * @param {string} cwd
 * @param {readonly string[]} parameters
 */
function git(cwd, parameters) {
  const done = spawnSync('git', parameters, { cwd, encoding: 'utf8' })
  if (done.status !== 0)
    throw new Error(`demo/adding-sparekey.diff does not fit the bookshop any more:\n${done.stderr}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const before = takeSparekeyOut()
  writeFileSync(patchFile, difference(before))
  rmSync(before, { recursive: true })
  console.log(`${patchFile}: ${readFileSync(patchFile, 'utf8').split('\n').length} lines`)
}
