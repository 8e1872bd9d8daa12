import type { TableShape } from './dialect.js'
import type { Settings } from './settings.js'
import { columnOf } from './shape.js'

/**
 * The statement that mends a link column of the host's own whose collation takes two subjects for one; null where no
 * statement is needed or a unique key mends it. Only the host may change its own columns.
 */
export function looseLinkColumnFix(
  { links, accountsTable, database }: Settings,
  shape: TableShape,
): string | null {
  if (links.kind === 'table') return null
  const column = columnOf(shape, links.column)
  if (column?.comparesBytes !== false) return null
  if (database.dialect.name === 'postgres') {
    return `alter table ${accountsTable} alter column ${links.column} type text collate "C"`
  }
  const type = /^(?:var)?char\(\d+\)$/i.test(column.type) ? column.type : 'varchar(255)'
  const nullable = column.isRequired ? 'not null' : 'null'
  return `alter table ${accountsTable} modify ${links.column} ${type} character set ascii collate ascii_bin ${nullable}`
}
