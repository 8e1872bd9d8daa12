import type Database from 'libsql'

/** The same database, writing down each statement that Sparekey runs over it. */
export function traced(database: Database.Database, statements: string[]): Database.Database {
  return new Proxy(database, {
    get(target, name) {
      if (name === 'prepare')
        return (sql: string) => tracedStatement(target.prepare(sql), () => statements.push(sql))
      if (name === 'exec') return (sql: string) => target.exec((statements.push(sql), sql))
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

function tracedStatement(statement: Database.Statement, ran: () => void): Database.Statement {
  return new Proxy(statement, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      const runs = name === 'all' || name === 'run' || name === 'get'
      return (...parameters: unknown[]): unknown => {
        if (runs) ran()
        return value.apply(target, parameters)
      }
    },
  })
}
