import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './run.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * The browser for the journeys: the one that CHROMIUM names, else one that is installed.
 *
 * @returns {string | null}
 */
export function findChromium() {
  const named = process.env['CHROMIUM']
  if (named !== undefined && named !== '') return isProgram(named) ? named : null
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const places = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...elsewhere]
  return places.find(isProgram) ?? null
}

/** Installs Debian's package where that can be done without asking anybody; says whether it tried. */
export async function installChromium() {
  const mayInstall = existsSync('/etc/debian_version') && process.getuid?.() === 0
  if (!mayInstall) return false
  console.log('No Chromium found: installing the package of this system')
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-q'], quiet)
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], quiet)
  return true
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
