import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const onWindows = process.platform === 'win32'
const passedOn = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])

/**
 * Runs a program in the project's folder, with our output and no input, and gives its exit code. A signal sent to us goes
 * on to it, so that nothing is left running.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Record<string, string>} [environment] added to our own
 * @returns {Promise<number>}
 */
export function run(command, args, environment = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: onWindows,
    })
    /** @param {NodeJS.Signals} signal */
    const passOn = (signal) => child.kill(signal)
    for (const signal of passedOn) process.on(signal, passOn)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      for (const name of passedOn) process.off(name, passOn)
      if (signal === 'SIGINT' || signal === 'SIGTERM') process.exit(130)
      resolve(code ?? 1)
    })
  })
}

/**
 * Runs a tool that `npm ci` installed.
 *
 * @param {string} name
 * @param {readonly string[]} args
 */
export function runTool(name, args) {
  return run(fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url)), args)
}

/** @param {number} since in milliseconds, as Date.now() gave it */
export function secondsSince(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`
}

/**
 * Ends with one sentence on what is wrong and what to do.
 *
 * @param {string} message
 * @returns {never}
 */
export function giveUp(message) {
  console.error(`\n${message}`)
  process.exit(1)
}
