import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { printTables } from 'sparekey/sql'

const run = promisify(execFile)
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const root = at('../../../')
const page = readFileSync(at('../../../docs/orms/prisma.md'), 'utf8')

/** The one block of the page in this language that holds these words. */
function block(language: string, words: string): string {
  const found = page
    .split(`\`\`\`${language}\n`)
    .slice(1)
    .map((part) => part.split('```')[0] ?? '')
  return found.find((text) => text.includes(words)) ?? ''
}

const schema = `datasource db {
  provider = "postgresql"
}

generator client {
  provider            = "prisma-client"
  output              = "./generated"
  moduleFormat        = "esm"
  importFileExtension = "js"
}

${block('prisma', 'model User')}
${printTables({ tool: 'prisma', dialect: 'postgres' })}`

const config = `import { defineConfig } from 'prisma/config'

export default defineConfig({ schema: 'schema.prisma', datasource: { url: 'postgresql://localhost/nowhere' } })
`

const tsconfig = {
  extends: '../../../tsconfig.json',
  include: ['prisma-host.ts', 'generated'],
}

/** An app of Prisma's: its schema with our models in it, its generated client, and the host of the page. */
export interface PrismaApp {
  readonly folder: string
  validate(): Promise<string>
  generate(): Promise<string>
  compile(): Promise<string>
  remove(): void
}

export function makePrismaApp(): PrismaApp {
  // TypeScript passes over folders that begin with a dot, and git ignores this one.
  const folder = mkdtempSync(at('../.generated-'))
  writeFileSync(join(folder, 'schema.prisma'), schema)
  writeFileSync(join(folder, 'prisma.config.ts'), config)
  writeFileSync(join(folder, 'prisma-host.ts'), block('ts', '// prisma-host.ts'))
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
  // Checking a schema and generating a client need no engine; without a file by this name one would be downloaded.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' }
  const tool = async (name: string, ...words: string[]): Promise<string> => {
    const { stdout } = await run(join(root, 'node_modules/.bin', name), words, { cwd: folder, env })
    return stdout
  }
  return {
    folder,
    validate: () => tool('prisma', 'validate'),
    generate: () => tool('prisma', 'generate'),
    // What it finds is on standard output, and its exit code then is not 0.
    compile: () => tool('tsc', '-p', '.').catch((error: { stdout: string }) => error.stdout),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
