import fc from 'fast-check'
import { importLinks } from 'sparekey/sql'
import { describe, expect, it } from 'vitest'
import { addUser, columnMapping, openShop, tableMapping, usersMapping } from './fixture.js'
import { aSubject, collectProblems, rowsOf } from './import-source.js'

const pair = fc.tuple(
  fc.constantFrom('1', '2', '3', '4', '9', ''),
  fc.constantFrom(aSubject('a'), aSubject('b'), aSubject('c'), aSubject('d'), 'no subject'),
)
const run = fc.record({
  pairs: fc.array(pair, { maxLength: 12 }),
  write: fc.constantFrom('when-sound', 'sound-rows'),
})

const stored = {
  table: 'select subject, account_id from amazon_links',
  column:
    'select amazon_user_id as subject, cast(id as text) as account_id from users where amazon_user_id is not null',
}

describe.each([
  ['a table', tableMapping, stored.table],
  ['a column', columnMapping, stored.column],
] as const)('importLinks into %s', (_where, links, query) => {
  it('leaves every link its own, moves none, records each, and accounts for every row, whatever is given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(run, { maxLength: 4 }), async (runs) => {
        const shop = await openShop({ links })
        for (let count = 0; count < 4; count += 1) addUser(shop)
        const options = { database: shop.database, accounts: usersMapping, links }
        let before = new Map<unknown, unknown>()
        for (const { pairs, write } of runs) {
          const { onProblem, problems } = collectProblems()
          const outcome = await importLinks(options, rowsOf(pairs), { write, onProblem })
          const { rows, linked, alreadyLinked, repeated, refused } = outcome
          expect(linked + alreadyLinked + repeated + refused).toBe(rows)
          expect(problems()).toHaveLength(refused)
          const now = shop.rows(query)
          const after = new Map(now.map((row) => [row['subject'], row['account_id']]))
          expect(after.size).toBe(now.length)
          expect(new Set(after.values()).size).toBe(now.length)
          for (const [subject, account] of before) expect(after.get(subject)).toBe(account)
          for (const [subject, account] of after) {
            // Whoever is linked now was named so, and nobody else beside them in the same input.
            const sound = pairs.filter(([id, given]) => id !== '' && given !== 'no subject')
            const named = sound.filter(([id, given]) => (id === account) !== (given === subject))
            const isNew = !before.has(subject)
            if (isNew) expect(named).toEqual([])
          }
          expect(after.size - before.size).toBe(outcome.result === 'written' ? linked : 0)
          expect(shop.rows('select * from sparekey_audit')).toHaveLength(after.size)
          before = after
        }
        shop.database.close()
      }),
      { numRuns: 150 },
    )
  })
})
