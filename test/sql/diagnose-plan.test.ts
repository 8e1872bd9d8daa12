import { describe, expect, it } from 'vitest'
import { readPlan } from '../../src/sql/diagnose-plan.js'

const mysql = (type: string, possible: string | null) => [{ table: 'users', type, possible_keys: possible }]
const postgres = (plan: object) => [{ 'QUERY PLAN': [{ Plan: plan }] }]

describe('readPlan', () => {
  it.each([
    ['a whole table', 'ALL', null, ['users']],
    ['a whole index', 'index', null, ['users']],
    ['a small table that an index would fit', 'ALL', 'users_email', []],
    ['a lookup', 'ref', 'users_email', []],
  ])('reads %s from MySQL', (_name, type, possible, scanned) => {
    expect(readPlan('mysql', mysql(type, possible)).scanned).toEqual(scanned)
  })

  it.each([
    ['a sequential scan', { 'Node Type': 'Seq Scan', 'Relation Name': 'users' }, ['users']],
    ['an index read from end to end', { 'Node Type': 'Index Scan', 'Relation Name': 'users' }, ['users']],
    ['a lookup', { 'Node Type': 'Index Scan', 'Relation Name': 'users', 'Index Cond': '(id = 1)' }, []],
    [
      'what is below a join',
      { 'Node Type': 'Nested Loop', Plans: [{ 'Node Type': 'Seq Scan', 'Relation Name': 'users' }] },
      ['users'],
    ],
  ])('reads %s from PostgreSQL', (_name, plan, scanned) => {
    expect(readPlan('postgres', postgres(plan)).scanned).toEqual(scanned)
  })

  it.each([
    ['SCAN account', ['account']],
    ['SEARCH account USING AUTOMATIC COVERING INDEX (email=?)', ['account']],
    ['SEARCH account USING INDEX users_email (email=?)', []],
    ['SEARCH account USING INTEGER PRIMARY KEY (rowid=?)', []],
  ])('reads "%s" from SQLite', (detail, scanned) => {
    expect(readPlan('sqlite', [{ detail }]).scanned).toEqual(scanned)
  })
})
