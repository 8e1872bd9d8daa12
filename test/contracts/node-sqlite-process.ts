import { createRequire } from 'node:module'
import { describe, it } from 'node:test'
import type { NodeSqliteHandle } from 'sparekey/sql'
import { type DriverHandle, driverContract } from './sqlite-driver.js'

// Run by a Node that has node:sqlite; the types here are those of one that has not.
type Handle = DriverHandle & NodeSqliteHandle
const { DatabaseSync } = createRequire(import.meta.url)('node:sqlite') as {
  DatabaseSync: new (path: string) => Handle
}

const open = (path: string): Handle => new DatabaseSync(path)

const given = (handle: DriverHandle) => handle as Handle

/** A handle as it was before Node 22.16: it tells neither of its transaction nor of a statement's columns. */
function asAtFirst(handle: DriverHandle): NodeSqliteHandle {
  const now: NodeSqliteHandle = given(handle)
  return {
    exec: (sql) => now.exec(sql),
    open: () => now.open(),
    prepare(sql) {
      const statement = now.prepare(sql)
      return {
        all: (...values) => statement.all(...values),
        run: (...values) => statement.run(...values),
        setReadBigInts: (enabled) => statement.setReadBigInts(enabled),
      }
    },
  }
}

void describe('sqlHost over node:sqlite', () => driverContract({ describe, it }, { open, given }))
void describe('sqlHost over node:sqlite before 22.16', () =>
  driverContract({ describe, it }, { open, given: asAtFirst }))
