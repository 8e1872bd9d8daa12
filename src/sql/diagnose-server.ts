import { type RawBuilder, sql } from 'kysely'
import type { Row, Steps } from './executor.js'
import type { Finding } from './finding.js'
import type { Settings } from './settings.js'

const mostSkewSeconds = 2

interface ServerQuestions {
  readonly version: RawBuilder<unknown>
  /** `now`, in milliseconds since 1970, and the session's `zone`. Null where the database is in this process. */
  readonly clock: RawBuilder<unknown> | null
}

const questions: Readonly<Record<string, ServerQuestions>> = {
  sqlite: { version: sql`select sqlite_version() as version`, clock: null },
  postgres: {
    version: sql`select version() as version`,
    clock: sql`select extract(epoch from clock_timestamp()) * 1000 as now, current_setting('TimeZone') as zone`,
  },
  mysql: {
    version: sql`select version() as version`,
    clock: sql`select unix_timestamp(current_timestamp(3)) * 1000 as now,
      if(@@session.time_zone = 'SYSTEM', @@system_time_zone, @@session.time_zone) as zone`,
  },
}

/** Which server it is, and what it takes the time for. */
export function* diagnoseServer({ database, clock }: Settings): Steps<Finding[]> {
  const asked = questions[database.dialect.name]
  if (asked === undefined) return []
  const { rows } = yield asked.version.compile(database.builder)
  const version = nameServer(database.dialect.name, String(rows[0]?.['version']))
  const reached: Finding = { check: 'database', level: 'ok', message: `The database answers: ${version}.` }
  if (asked.clock === null) return [reached]
  const before = clock().getTime()
  const answer = yield asked.clock.compile(database.builder)
  return [reached, compareClocks(answer.rows[0] ?? {}, { before, after: clock().getTime() })]
}

function nameServer(kind: string, version: string): string {
  if (kind === 'sqlite') return `SQLite ${version}`
  if (kind === 'mysql')
    return /mariadb/i.test(version) ? `MariaDB ${version.split('-')[0]}` : `MySQL ${version}`
  return version.split(' on ')[0] ?? version
}

/** The answer was made somewhere between the two: only what lies outside is a difference for certain. */
function compareClocks(row: Row, { before, after }: { before: number; after: number }): Finding {
  const there = Number(row['now'])
  const skew = there > after ? there - after : Math.min(0, there - before)
  const zone = String(row['zone'])
  const seconds = Math.round(Math.abs(skew) / 100) / 10
  if (seconds <= mostSkewSeconds) {
    return {
      check: 'clock',
      level: 'ok',
      message: `The clocks of database (${zone}) and this machine agree.`,
    }
  }
  return {
    check: 'clock',
    level: 'warning',
    message: `The database's clock is ${seconds} seconds ${skew > 0 ? 'ahead of' : 'behind'} this machine's.`,
    fix: 'Let both follow a time server (chrony, systemd-timesyncd): sign-ins expire by the clock.',
  }
}
