import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One file under `src/`, named as seen from there: `linking/decide.ts`. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

export interface Import {
  readonly specifier: string
  /** `types` where nothing of it is left when the program runs. */
  readonly of: 'types' | 'values'
}

export function readSourceFiles(root: string): SourceFile[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('node_modules'))
    .toSorted()
    .map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(join(root, path), 'utf8') }))
}

/** The folder that a file lives in, which is the concept it belongs to; `entry` for the files directly in `src/`. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : 'entry'
}

const STATEMENT =
  /^[ \t]*(?:import|export)\b(?<clause>[^'"`;=()]*?)\bfrom\s*['"](?<from>[^'"]+)['"]|^[ \t]*import\s*['"](?<bare>[^'"]+)['"]|\bimport\s*\(\s*['"](?<dynamic>[^'"]+)['"]/gm

/** All import and re-export statements and `import()` calls of a file. */
export function parseImports(text: string): Import[] {
  return [...withoutComments(text).matchAll(STATEMENT)].map(({ groups = {} }) => ({
    specifier: groups['from'] ?? groups['bare'] ?? groups['dynamic'] ?? '',
    of: isTypesOnly(groups['clause'] ?? '') ? 'types' : 'values',
  }))
}

/** The text without its comments, which may mention what code may not do. */
export function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(?<=^|\s)\/\/.*$/gm, '')
}

/** The text with its plain strings emptied, which may mention what code may not do; templates stay, they hold code. */
export function withoutStrings(text: string): string {
  return text.replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''")
}

// `import type { A }`, or `import { type A, type B }`.
function isTypesOnly(clause: string): boolean {
  if (/^\s*type\b/.test(clause)) return true
  const names = /^\s*\{(?<names>[^}]*)\}\s*$/.exec(clause)?.groups?.['names']
  const listed = (names ?? '').split(',').filter((name) => name.trim() !== '')
  return listed.length > 0 && listed.every((name) => /^\s*type\s/.test(name))
}
