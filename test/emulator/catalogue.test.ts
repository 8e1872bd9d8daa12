import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defaultReadings, faultKinds, readingChoices } from '../../src/emulator.js'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const page = read('docs/emulator.md')
/** The clients' workspace, and the package itself: what Sparekey builds on was tried as a client too. */
const manifests = ['test/emulator/foreign-clients/package.json', 'package.json'].map((path) =>
  JSON.parse(read(path)),
)
const triedVersions = Object.assign(
  {},
  ...manifests.flatMap(({ dependencies, devDependencies }) => [dependencies, devDependencies]),
)
const clients = [...page.matchAll(/^\| `([a-z0-9@/-]+)`[^|]*\| (\d+\.\d+\.\d+) \|/gm)]

describe('the page about the emulator', () => {
  it.each(Object.entries(readingChoices))('lists the readings of %s', (name, choices) => {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? ''
    for (const choice of choices) expect(row).toContain(choice)
  })

  it.each(faultKinds.map((kind) => [kind]))('lists the fault %s', (kind) => {
    expect(page).toContain(`\`${kind}\``)
  })

  it.each(clients.map(([, name, version]) => [name, version]))(
    'tells the tried version of %s',
    (name, version) => {
      expect(triedVersions).toHaveProperty([name ?? ''], version)
    },
  )

  it('lists every client that has a test', () => {
    const tests = readdirSync(new URL('foreign-clients', import.meta.url)).filter((name) =>
      name.endsWith('.test.ts'),
    )
    const names = clients.map(([, name = '']) => `${name.replace(/^@/, '').replace('/', '-')}.test.ts`)
    expect(names.toSorted()).toEqual(tests.toSorted())
  })
})

it('has a default for every reading, which is the first choice', () => {
  const first = Object.fromEntries(Object.entries(readingChoices).map(([key, choices]) => [key, choices[0]]))
  expect(defaultReadings).toEqual(first)
})
