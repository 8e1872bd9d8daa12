import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defaultReadings, faultKinds, readingChoices } from '../../src/emulator.js'

const page = readFileSync(new URL('../../docs/emulator.md', import.meta.url), 'utf8')

describe('the page about the emulator', () => {
  it.each(Object.entries(readingChoices))('lists the readings of %s', (name, choices) => {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? ''
    for (const choice of choices) expect(row).toContain(choice)
  })

  it.each(faultKinds.map((kind) => [kind]))('lists the fault %s', (kind) => {
    expect(page).toContain(`\`${kind}\``)
  })
})

it('has a default for every reading, which is the first choice', () => {
  const first = Object.fromEntries(Object.entries(readingChoices).map(([key, choices]) => [key, choices[0]]))
  expect(defaultReadings).toEqual(first)
})
