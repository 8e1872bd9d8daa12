import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { UsageError } from './usage-error.js'

export type Environment = Readonly<Record<string, string | undefined>>

/** The environment, with what the folder's `.env` adds to it. What the environment has already is never replaced. */
export function readEnvironment(folder: string, own: Environment = process.env): Environment {
  return { ...readEnvFile(join(folder, '.env')), ...own }
}

function readEnvFile(path: string): Environment {
  try {
    return parseEnv(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw new UsageError(
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'Let this user read it, or take it away and set the variables in the environment.',
    )
  }
}
