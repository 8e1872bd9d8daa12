import { readFileSync } from 'node:fs'

export type Engine = 'postgres' | 'mariadb' | 'sqlite'

/** An application whose database is taken from nothing to a working sign-in. */
export interface Application {
  /** Its folder here, which holds `schema.sql` and `people.sql`. */
  readonly name: string
  readonly engine: Engine
  /** What somebody who knows the application would write into `host`: that is what has to come out. */
  readonly host: Readonly<Record<string, unknown>>
  /** Who is in `people.sql`, besides Vera with her proven address and Nora with one that is not. */
  readonly people: {
    /** Otto's account is closed. */
    readonly closed: boolean
    /** Two accounts share an address but for its case. */
    readonly twins: boolean
  }
  /** What only somebody who knows the application's code can tell `init`. */
  readonly flags?: readonly string[]
}

/** Whose password in `people.sql` is what. All come from `test/passwords/vectors`. */
export const passwords = {
  vera: 'correct horse',
  nora: 'café',
  kim: ' spaces around ',
  Kim: 'it\'s a "quoted" \\ one',
  otto: '\u{1f511}\u{1f40e} \u{1f469}\u{200d}\u{1f680}',
} as const

/** The statements that fill an empty database as the application would have. */
export function statementsOf({ name }: Application): string {
  return ['schema.sql', 'people.sql'].map((file) => read(`${name}/${file}`)).join('\n')
}

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8')
}
