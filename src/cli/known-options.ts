/** The names under which citty hands out these options: as written, and in camel case. */
export function knownOptions(definitions: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(definitions).flatMap((name) => [
    name,
    name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  ])
}
