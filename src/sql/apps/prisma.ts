import type { Bindable } from '../bindable.js'
import { dialectNamed, hasFunctions, type SqlAccess, type SqlQuery } from './access.js'

interface RawClient {
  $queryRawUnsafe(sql: string, ...values: Bindable[]): PromiseLike<unknown>
  $executeRawUnsafe(sql: string, ...values: Bindable[]): PromiseLike<number>
}

interface PrismaClient extends RawClient {
  $transaction<T>(
    work: (open: RawClient) => Promise<T>,
    options: { maxWait: number; timeout: number; isolationLevel?: string },
  ): Promise<T>
}

export function isPrisma(database: object): database is PrismaClient {
  return hasFunctions(database, ['$queryRawUnsafe', '$executeRawUnsafe', '$transaction'])
}

// Prisma gives up after 2 and 5 seconds, and a migration waits for that of another instance.
const patience = { maxWait: 10_000, timeout: 120_000 }

const levels = { 'read committed': 'ReadCommitted', 'repeatable read': 'RepeatableRead' } as const

/** Through Prisma's raw queries. Null where the client does not tell which database it is for. */
export function accessOfPrisma(prisma: PrismaClient): SqlAccess | null {
  const dialect = dialectNamed(Reflect.get(prisma, '_activeProvider'))
  if (dialect === null) return null
  return {
    dialect,
    query: over(prisma),
    transaction: (work, isolation) =>
      prisma.$transaction((open) => work(over(open)), {
        ...patience,
        ...(dialect === 'mysql' ? { isolationLevel: levels[isolation] } : {}),
      }),
  }
}

// PrismaPromises run when they are awaited, and a statement without rows is not for the function that reads them.
function over(client: RawClient): SqlQuery {
  return async (sql, values) => {
    if (/^\s*(?:select|with|show|pragma)\b|\sreturning\s/i.test(sql)) {
      const rows = await client.$queryRawUnsafe(sql, ...values)
      return Array.isArray(rows) ? rows : []
    }
    await client.$executeRawUnsafe(sql, ...values)
    return []
  }
}
