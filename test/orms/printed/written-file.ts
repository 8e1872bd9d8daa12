import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tsImport } from 'tsx/esm/api'
import { onTestFinished } from 'vitest'

// Where a file of the app would lie: the tools and their types are found from here, and git looks away.
const place = fileURLToPath(new URL('../node_modules/', import.meta.url))

/** A folder of an app, gone when the test is. */
export function makeAppFolder(): string {
  mkdirSync(place, { recursive: true })
  const folder = mkdtempSync(join(place, '.printed-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Puts a text into a file of the app. */
export function writeAppFile(folder: string, name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

/** What a printed TypeScript file exports. */
export async function importPrinted(text: string): Promise<Readonly<Record<string, unknown>>> {
  const path = writeAppFile(makeAppFolder(), 'printed.ts', text)
  return tsImport(path, import.meta.url) as Promise<Record<string, unknown>>
}
