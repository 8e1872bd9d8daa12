import { createRequire } from 'node:module'
import { join } from 'node:path'
import { UsageError } from './usage-error.js'

/** A driver as it is used here; what else it can do is its own business. */
export type Driver = Readonly<Record<string, unknown>>

/**
 * The first of these packages that is installed: in the site's own project, where the version is the one the site
 * runs on, else beside Sparekey.
 */
export function loadDriver(packages: readonly string[], folder: string, purpose: string): Driver {
  const found = findDriver(packages, folder)
  if (found !== null) return found
  const [usual = ''] = packages
  throw new UsageError(
    `${purpose} needs the package ${packages.map(nameOf).join(' or ')}, which is not installed.`,
    `Install it where you run this: npm install ${nameOf(usual)}`,
  )
}

export function findDriver(packages: readonly string[], folder: string): Driver | null {
  const places = [createRequire(join(folder, 'package.json')), createRequire(import.meta.url)]
  for (const name of packages) {
    for (const require of places) {
      const found = loadFrom(require, name)
      if (found !== null) return found
    }
  }
  return null
}

function loadFrom(require: NodeJS.Require, name: string): Driver | null {
  try {
    const loaded: unknown = require(name)
    return isDriver(loaded) ? loaded : null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'MODULE_NOT_FOUND' || code === 'ERR_UNKNOWN_BUILTIN_MODULE') return null
    // An add-on that was built for another Node: the next package may work.
    if (code === 'ERR_DLOPEN_FAILED') return null
    throw error
  }
}

function isDriver(loaded: unknown): loaded is Driver {
  return (typeof loaded === 'object' && loaded !== null) || typeof loaded === 'function'
}

function nameOf(specifier: string): string {
  return specifier.split('/')[0] ?? specifier
}
