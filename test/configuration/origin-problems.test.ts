import { describe, expect, it } from 'vitest'
import { originProblems } from '../../src/configuration/origin-problems.js'

const baseUrl = 'https://api.example'

describe('origins', () => {
  it.each([
    [undefined],
    [[]],
    [['https://app.example']],
    [['https://app.example:8443', 'http://localhost:5173', 'http://127.0.0.1:5173']],
  ])('may be %j', (origins) => {
    expect(originProblems(origins, baseUrl)).toEqual([])
  })

  it.each([
    ['https://app.example', 'must be a list'],
    [['*'], 'without a wildcard'],
    [['null'], 'use an origin'],
    [['https://*.app.example'], 'without a wildcard'],
    [['https://app.example/'], 'write https://app.example, without a path'],
    [['https://app.example/spa'], 'write https://app.example, without a path'],
    [['https://APP.example'], 'write https://app.example'],
    [['https://app.example:443'], 'write https://app.example'],
    [['https://user@app.example'], 'write https://app.example'],
    [['app.example'], 'use an origin'],
    [['file:///app'], 'use an origin'],
    [['data:text/html,x'], 'use an origin'],
    [['http://app.example'], 'must begin with https://'],
    [['https://api.example'], 'the site itself'],
    [[7], 'use an origin'],
  ])('may not be %j', (origins, problem) => {
    expect(originProblems(origins, baseUrl)).toEqual([expect.stringContaining(problem)])
  })
})
