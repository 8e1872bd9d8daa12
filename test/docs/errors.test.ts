import { readdirSync, readFileSync } from 'node:fs'
import * as sql from 'sparekey/sql'
import { describe, expect, it } from 'vitest'
import { failureStatuses, refusalStatuses } from '../../src/http/statuses.js'
import { failureCodes, refusalReasons } from '../../src/linking/reasons.js'

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')

/** Rows `| name | status |` of one part of the page. */
function rowsOf(heading: string): [string, number][] {
  const part = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  return [...part.matchAll(/^\| `([a-z-]+)` \| (\d{3}) \|/gm)].map(([, name = '', status]) => [
    name,
    Number(status),
  ])
}

function sourcesBut(...left: string[]): string {
  const folder = new URL('../../src/', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const read = files.filter((file) => /\.tsx?$/.test(file) && !left.some((name) => file.startsWith(name)))
  return read.map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n')
}

describe('docs/errors.md', () => {
  it('lists every refusal with its status, in the order of the catalogue', () => {
    expect(rowsOf('Refusals')).toEqual(refusalReasons.map((reason) => [reason, refusalStatuses[reason]]))
  })

  it('lists every failure with its status, in the order of the catalogue', () => {
    expect(rowsOf('Failures')).toEqual(failureCodes.map((code) => [code, failureStatuses[code]]))
  })

  it('names no reason or code that the product never gives', () => {
    const sources = sourcesBut('linking/reasons.ts', 'http/statuses.ts', 'pages/messages')
    const unused = [...refusalReasons, ...failureCodes].filter((name) => !sources.includes(`'${name}'`))
    expect(unused).toEqual([])
  })

  it('lists every error that sparekey/sql gives out, with its code', () => {
    const part = page.split('## Errors of the database\n')[1] ?? ''
    const told = [...part.matchAll(/^\| `([a-z-]+)` \| `(\w+)` \|/gm)].map(([, code, name]) => [name, code])
    const source = readFileSync(new URL('../../src/sql/errors.ts', import.meta.url), 'utf8')
    const classes = [...source.matchAll(/readonly name = '(\w+)'\n {2}readonly code = '([a-z-]+)'/g)]
    expect(new Set(told.map(String))).toEqual(new Set(classes.map(([, name, code]) => `${name},${code}`)))
    expect(told.map(([name = '']) => name).filter((name) => !(name in sql))).toEqual([])
  })
})
