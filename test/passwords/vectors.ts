import { readdirSync, readFileSync } from 'node:fs'
import type { PasswordOptions } from 'sparekey/passwords'

export interface Vector {
  readonly format: string
  readonly password: string
  readonly hash: string
  readonly options?: PasswordOptions
}

export interface VectorFile {
  /** Which program made the hashes, or which published algorithm. */
  readonly program: string
  readonly command: string
  readonly vectors: readonly Vector[]
}

/** What the programs under `generators` made. */
export function readVectorFiles(): VectorFile[] {
  const folder = new URL('./vectors/', import.meta.url)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name): VectorFile => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
}

/** One of each format and program, of a password that is longer than nothing. */
export function oneOfEach(): [string, Vector][] {
  return readVectorFiles().flatMap(({ program, vectors }) =>
    [...new Set(vectors.map(({ format }) => format))].flatMap((format) => {
      const ordinary = ['correct horse', 'user1password']
      const vector = vectors.find((each) => each.format === format && ordinary.includes(each.password))
      return vector === undefined ? [] : [[`${format} (${program})`, vector] satisfies [string, Vector]]
    }),
  )
}
