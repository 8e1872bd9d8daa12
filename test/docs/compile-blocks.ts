import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** A piece of code that a page shows. */
export interface Block {
  readonly name: string
  readonly code: string
  /** Default `ts`. */
  readonly extension?: 'ts' | 'tsx'
}

/** Compiles each block as a module of its own, beside what the pages take as given; answers the complaints. */
export async function compileBlocks(blocks: readonly Block[], given: URL): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-pages-'))
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir')
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings(given)))
    for (const { name, code, extension = 'ts' } of blocks)
      writeFileSync(join(folder, `${name}.${extension}`), `${code}\nexport {}\n`)
    return await complaintsOf(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function settings(given: URL): object {
  return {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      // As most applications are set up.
      module: 'esnext',
      moduleResolution: 'bundler',
      // As Nest's applications are.
      experimentalDecorators: true,
      paths: {
        sparekey: [join(root, 'src/index.ts')],
        'sparekey/*': [join(root, 'src/*.ts')],
        '#transport': [join(root, 'src/mounts/undici-transport.ts')],
      },
      typeRoots: [join(root, 'node_modules/@types')],
      // A page names what it makes; nothing there uses it.
      noUnusedLocals: false,
    },
    include: ['*.ts', '*.tsx', fileURLToPath(given)],
  }
}

async function complaintsOf(folder: string): Promise<string[]> {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  try {
    await promisify(execFile)(process.execPath, [compiler, '-p', folder, '--pretty', 'false'])
    return []
  } catch (error) {
    const output: unknown = typeof error === 'object' && error !== null && Reflect.get(error, 'stdout')
    return String(output || error)
      .trimEnd()
      .split('\n')
  }
}
