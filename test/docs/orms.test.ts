import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const pages = new URL('../../docs/orms/', import.meta.url)
const hosts = new URL('../orms/hosts/', import.meta.url)
const read = (place: URL): string => readFileSync(place, 'utf8')

// Prisma's host is compiled and run where its client is generated, from the page itself.
const shown = readdirSync(pages)
  .filter((name) => !['README.md', 'prisma.md'].includes(name))
  .flatMap((page) =>
    [...read(new URL(page, pages)).matchAll(/```ts\n\/\/ (\S+\.ts)\n([^]*?)```/g)].map(
      ([, file = '', code = '']) => [page, file, code] as const,
    ),
  )

describe('docs/orms', () => {
  it.each(shown)('%s shows %s as it is compiled and run', (_page, file, code) => {
    expect(code).toBe(read(new URL(file, hosts)))
  })

  it('has a page for every host', () => {
    const written = readdirSync(hosts).filter((name) => name.endsWith('-host.ts'))
    expect(new Set(written)).toEqual(
      new Set(shown.map(([, file]) => file).filter((name) => name.endsWith('-host.ts'))),
    )
  })
})
