import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Manifest {
  readonly files: readonly string[]
  readonly exports: Readonly<Record<string, unknown>>
  readonly dependencies: Readonly<Record<string, string>>
  readonly peerDependencies: Readonly<Record<string, string>>
}

export const manifest: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** A folder with the package installed as a host would have it: unpacked from the tarball, beside what it depends on. */
export interface Consumer {
  readonly folder: string
  /** Paths in the tarball. */
  readonly packed: readonly string[]
  remove(): void
}

/** Builds, packs and unpacks in a temporary folder. Nothing comes from a registry, and the project's folder stays as it is. */
export async function installPacked(): Promise<Consumer> {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-package-'))
  const staged = join(folder, 'staged')
  await stage(staged)
  const { filename, packed } = await pack(staged)
  const modules = join(folder, 'node_modules')
  mkdirSync(join(modules, 'sparekey'), { recursive: true })
  await execute('tar', [
    '-xzf',
    join(staged, filename),
    '-C',
    join(modules, 'sparekey'),
    '--strip-components=1',
  ])
  writeFileSync(join(folder, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }\n')
  const needed = { ...manifest.dependencies, ...manifest.peerDependencies }
  const typed = ['@types/node', '@types/express', '@types/koa', '@types/react']
  for (const name of [...Object.keys(needed), ...typed]) link(name, modules)
  return { folder, packed, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Runs a program in the consumer's folder and gives what it printed. Throws, with its output, when it fails. */
export async function runNode(folder: string, nodeArguments: readonly string[]): Promise<string> {
  const { stdout } = await execute(process.execPath, nodeArguments, { cwd: folder })
  return stdout
}

const newestCompiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')

/** The oldest compiler that the declarations are tried with. */
export const oldestCompiler = join(root, 'test/package/node_modules/typescript/bin/tsc')

/** Type-checks the folder with its `tsconfig.json` and gives the complaints; none is the wanted answer. */
export async function checkTypes(folder: string, compiler: string = newestCompiler): Promise<string> {
  return execute(process.execPath, [compiler, '-p', folder, '--pretty', 'false']).then(() => '', readOutput)
}

async function stage(staged: string): Promise<void> {
  mkdirSync(staged)
  for (const name of ['package.json', 'README.md', 'LICENSE', ...manifest.files]) {
    if (name !== 'dist' && existsSync(join(root, name)))
      cpSync(join(root, name), join(staged, name), { recursive: true })
  }
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const output = ['-p', join(root, 'tsconfig.build.json'), '--outDir', join(staged, 'dist')]
  await execute(process.execPath, [compiler, ...output]).catch((error: unknown) => {
    throw new Error(`The build failed:\n${readOutput(error)}`)
  })
}

async function pack(staged: string): Promise<{ filename: string; packed: readonly string[] }> {
  const { stdout } = await execute('npm', ['pack', '--json', '--offline'], { cwd: staged })
  const [packed]: { filename: string; files: { path: string }[] }[] = JSON.parse(stdout)
  if (packed === undefined) throw new Error('npm pack made nothing.')
  return { filename: packed.filename, packed: packed.files.map((file) => file.path) }
}

function link(name: string, modules: string): void {
  const place = join(modules, name)
  mkdirSync(dirname(place), { recursive: true })
  symlinkSync(join(root, 'node_modules', name), place, 'dir')
}

function readOutput(error: unknown): string {
  const isOutput = typeof error === 'object' && error !== null && 'stdout' in error
  return isOutput ? String(error.stdout) : String(error)
}
