import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { catalogue } from './catalogue.js'

const folder = new URL('../', import.meta.url)

/** Names of all tests, `it.each` rows included, as they stand in the files. */
function testNames(): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const tests = files.filter(
    (file) => /\.(test|spec)\.tsx?$/.test(file) && !file.endsWith('catalogue.test.ts'),
  )
  return tests.map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n')
}

describe('the catalogue of attacks', () => {
  const names = testNames()

  it.each(Object.keys(catalogue))('has a test for every entry of %s', (attackClass) => {
    const ids = catalogue[attackClass] ?? []
    expect(ids.length).toBeGreaterThan(4)
    expect(ids.filter((id) => !new RegExp(`['"\`](?:[\\w-]+, )*${id}[:'"\`, ]`).test(names))).toEqual([])
  })
})
