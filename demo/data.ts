import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The files of the demonstration, in one folder that may be deleted at any time. */
export interface DemoData {
  readonly databaseFile: string
  /** Kept, so that a restart signs nobody out. */
  readonly secret: string
}

export function openData(folder: string): DemoData {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const secretFile = join(folder, 'secret')
  if (!existsSync(secretFile))
    writeFileSync(secretFile, randomBytes(32).toString('base64url'), { mode: 0o600 })
  return { databaseFile: join(folder, 'bookshop.db'), secret: readFileSync(secretFile, 'utf8') }
}

export function resetData(folder: string): void {
  const files = ['bookshop.db', 'bookshop.db-wal', 'bookshop.db-shm', 'secret']
  for (const file of files) rmSync(join(folder, file), { force: true })
}
