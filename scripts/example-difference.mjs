// What adding Sparekey took in an example, as a patch: examples/<name>/adding-sparekey.diff. Takes it out of a copy of the
// app and compares. `node scripts/example-difference.mjs <name>` writes the patch anew after the app has changed; a second
// parameter names a folder with the app as it was before, for the first patch of a new example.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const examples = fileURLToPath(new URL('../examples', import.meta.url))

/** What is made by running an app, and not written by anybody. */
const made = ['node_modules', 'dist', '.next', 'next-env.d.ts', '.svelte-kit']

/** The examples that were apps before Sparekey. */
export function exampleNames() {
  return readdirSync(examples)
    .filter((name) => existsSync(patchFileOf(name)))
    .toSorted()
}

/** @param {string} name */
export function patchFileOf(name) {
  return join(examples, name, 'adding-sparekey.diff')
}

/**
 * A copy of an example's app as it was before Sparekey: a folder with `app/` in it, to be removed by the caller.
 * @param {string} name
 * @returns {string}
 */
export function takeSparekeyOut(name) {
  const folder = mkdtempSync(join(tmpdir(), `${name}-before-`))
  copyApp(join(examples, name), folder)
  const done = spawnSync('git', ['apply', '--reverse', '--whitespace=nowarn', patchFileOf(name)], {
    cwd: folder,
    encoding: 'utf8',
  })
  if (done.status !== 0)
    throw new Error(`${patchFileOf(name)} does not fit the app any more:\n${done.stderr}`)
  return folder
}

/**
 * The difference between the app in that folder and ours.
 * @param {string} name
 * @param {string} before
 * @returns {string}
 */
export function difference(name, before) {
  const folder = mkdtempSync(join(tmpdir(), `${name}-both-`))
  try {
    copyApp(before, join(folder, 'a'))
    copyApp(join(examples, name), join(folder, 'b'))
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
 * The lines that a person wrote or took away, blank ones aside.
 * @param {string} patch
 * @returns {number}
 */
export function changedLines(patch) {
  return patch
    .split('\n')
    .filter((line) => /^[+-](?!\+\+ |-- ).*\S/.test(line) && !/^(?:\+\+\+|---) /.test(line)).length
}

/**
 * @param {string} from
 * @param {string} to
 */
function copyApp(from, to) {
  const filter = (/** @type {string} */ path) => !made.some((folder) => path.split(/[\\/]/).includes(folder))
  cpSync(join(from, 'app'), join(to, 'app'), { recursive: true, filter })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , name = '', given] = process.argv
  const before = given ?? takeSparekeyOut(name)
  writeFileSync(patchFileOf(name), difference(name, before))
  if (given === undefined) rmSync(before, { recursive: true })
  console.log(`${patchFileOf(name)}: ${changedLines(readFileSync(patchFileOf(name), 'utf8'))} changed lines`)
}
