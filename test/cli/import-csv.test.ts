import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportRow } from 'sparekey/sql'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openCsv } from '../../src/cli/import-csv.js'
import { aSubject } from '../sql/import-source.js'

const csv = (...lines: string[]): string => `${lines.join('\n')}\n`

async function read(content: string | Uint8Array): Promise<ImportRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sparekey-csv-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'ids.csv')
  writeFileSync(path, content)
  const { source, fractionRead } = openCsv(path, { account: undefined, subject: undefined })
  const rows: ImportRow[] = []
  for await (const row of source()) rows.push(row)
  expect(fractionRead()).toBe(1)
  return rows
}

describe('openCsv', () => {
  it.each([
    ['plain', csv('account_id,amazon_id', `1,${aSubject(1)}`, `2,${aSubject(2)}`)],
    ['with semicolons', csv('account_id;amazon_id', `1;${aSubject(1)}`, `2;${aSubject(2)}`)],
    ['with tabs', csv('account_id\tamazon_id', `1\t${aSubject(1)}`, `2\t${aSubject(2)}`)],
    ['with a BOM and CRLF', `\uFEFFaccount_id,amazon_id\r\n1,${aSubject(1)}\r\n2,${aSubject(2)}\r\n`],
    [
      'with quotes and blank lines',
      csv('', '"account_id","amazon_id"', '', `"1","${aSubject(1)}"`, ',', `2,"${aSubject(2)}"`),
    ],
    [
      'with another order, case and more columns',
      csv('Name;Amazon ID;Account ID', `"Kim; Jo";${aSubject(1)};1`, `x;${aSubject(2)};2`),
    ],
    ['without an end of line at the end', `account_id,amazon_id\n1,${aSubject(1)}\n2,${aSubject(2)}`],
  ])('reads a file %s', async (_how, content) => {
    const rows = await read(content)
    expect(rows.map((row) => ('subject' in row ? [row.accountId, row.subject] : row))).toEqual([
      ['1', aSubject(1)],
      ['2', aSubject(2)],
    ])
  })

  it.each([
    [
      'only addresses',
      csv('email,amazon_id', `c1@shop.example,${aSubject(1)}`),
      /names accounts by address only.*not verified/s,
    ],
    [
      'an unclear header',
      csv('user_id,amazon_id', `1,${aSubject(1)}`),
      /one column with the id of the account.*its header has "user_id", "amazon_id"/s,
    ],
    ['a column twice', csv('account_id,account_id,amazon_id', `1,1,${aSubject(1)}`), /needs one column/],
    ['nothing', '', /ids\.csv is empty/],
    ['only blank lines', '\n\n', /holds no line with anything/],
    ['UTF-16', Buffer.from(csv('account_id,amazon_id'), 'utf16le'), /not UTF-8 text/],
    [
      'a line of a megabyte',
      csv('account_id,amazon_id', `1,${aSubject(1)}`, `2,${'A'.repeat(1_000_000)}`),
      /line 3: it is longer than 65,536/,
    ],
    [
      'a quote that is never closed',
      csv('account_id,amazon_id', `1,${aSubject(1)}`, `2,"${aSubject(2)}`),
      /opens a quote that is never closed/,
    ],
    [
      'text after a quote',
      csv('account_id,amazon_id', `1,${aSubject(1)}`, `2,"A"b`),
      /line 3: it has something between a closing quote/,
    ],
  ])('refuses a file with %s', async (_what, content, expected) => {
    await expect(read(content)).rejects.toThrow(expected)
  })
})
