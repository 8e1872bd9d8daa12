import type { Account } from '../ports/host.js'

/** The name under which the id lies: what was given, or the default. */
export type NameOr<Given extends string, Default extends string> = string extends Given ? Default : Given

type ValueAt<Session, Name extends string> = Name extends keyof Session ? NonNullable<Session[Name]> : unknown

/** An application that declares its id as something else than text gets none written by mistake. */
type IdOf<A extends Account, Value> = unknown extends Value
  ? { readonly idOf?: (account: A) => unknown }
  : string extends Value
    ? { readonly idOf?: (account: A) => unknown }
    : { readonly idOf: (account: A) => unknown }

/**
 * The options of a preset over a session whose properties are declared: `idOf` is needed where the id is declared as a
 * number.
 */
export type TypedOptions<
  A extends Account,
  Session,
  Name extends string,
  Options,
  Default extends string = 'userId',
> = Omit<Options, 'idOf' | 'accountId'> & { readonly accountId?: Name } & IdOf<
    A,
    ValueAt<Session, NameOr<Name, Default>>
  >

/** The same as the arguments of a function: they may be left out as long as nothing is needed. */
export type OptionsFor<A extends Account, Session, Name extends string, Options> =
  object extends TypedOptions<A, Session, Name, Options>
    ? [options?: TypedOptions<A, Session, Name, Options>]
    : [options: TypedOptions<A, Session, Name, Options>]
