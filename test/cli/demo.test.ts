import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { findDemo } from '../../src/cli/demo.js'

describe('sparekey demo', () => {
  it('starts the bookshop as npm start does, where the sources are', () => {
    const root = fileURLToPath(new URL('../..', import.meta.url))
    expect(findDemo(root)).toBe(join(root, 'scripts', 'start.mjs'))
  })

  it('says where it is to be had, in a package without it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'package-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    expect(() => findDemo(folder)).toThrow('in the sources of Sparekey')
  })
})
