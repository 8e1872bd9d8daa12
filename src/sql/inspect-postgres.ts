import { sql } from 'kysely'
import type { Builder } from './dialect.js'
import type { Row, Steps } from './executor.js'
import {
  type Catalog,
  type CatalogColumn,
  type CatalogTable,
  groupsBy,
  kindOfType,
  lengthOfType,
  partsByTable,
  readKey,
  readReference,
  type TableParts,
  truth,
} from './inspect-catalog.js'

// The catalog of the system itself; temporary tables and partitions belong to nobody's design.
const ofTheSite = sql`
  table_of.relkind in ('r', 'p', 'v', 'm', 'f') and not table_of.relispartition
  and place.nspname <> 'information_schema' and place.nspname not like 'pg~_%' escape '~'`

/** Everything about the tables of all schemas that this user may see, in four queries. */
export function* readPostgresCatalog(builder: Builder): Steps<Catalog> {
  const tables = yield sql`
    select table_of.oid::text as id, place.nspname as schema_name, table_of.relname as name,
      table_of.relkind::text as kind, table_of.reltuples::float8 as estimated_rows,
      pg_table_is_visible(table_of.oid) as is_visible,
      has_schema_privilege(place.oid, 'usage') and has_any_column_privilege(table_of.oid, 'select') as is_readable
    from pg_class as table_of join pg_namespace as place on place.oid = table_of.relnamespace
    where ${ofTheSite} order by place.nspname, table_of.relname`.compile(builder)
  const columns = yield sql`
    select part.attrelid::text as id, part.attname as name, part.attnotnull as is_required,
      part.atthasdef or part.attidentity <> '' as has_default,
      format_type(coalesce(nullif(kind.typbasetype, 0), kind.oid),
        case when kind.typbasetype = 0 then part.atttypmod else kind.typtypmod end) as type,
      rule.collisdeterministic as is_deterministic,
      (select string_agg(label.enumlabel, ',' order by label.enumsortorder)
        from pg_enum as label where label.enumtypid = kind.oid) as allowed
    from pg_attribute as part
    join pg_class as table_of on table_of.oid = part.attrelid
    join pg_namespace as place on place.oid = table_of.relnamespace
    join pg_type as kind on kind.oid = part.atttypid
    left join pg_collation as rule on rule.oid = part.attcollation
    where part.attnum > 0 and not part.attisdropped and ${ofTheSite}
    order by part.attrelid, part.attnum`.compile(builder)
  const keys = yield sql`
    select key.indrelid::text as id, key.indexrelid::text as key_name, key.indisunique as is_unique,
      key.indisprimary as is_primary, key.indpred is not null as is_partial, part.attname as column_name,
      pg_get_indexdef(key.indexrelid, place_in_key::int, true) as expression
    from pg_index as key
    join pg_class as table_of on table_of.oid = key.indrelid
    join pg_namespace as place on place.oid = table_of.relnamespace
    cross join lateral generate_series(1, key.indnkeyatts) as place_in_key
    left join pg_attribute as part
      on part.attrelid = key.indrelid and part.attnum = key.indkey[place_in_key - 1] and part.attnum > 0
    where key.indisvalid and ${ofTheSite} order by key.indrelid, key.indexrelid, place_in_key`.compile(
    builder,
  )
  const references = yield sql`
    select rule.conrelid::text as id, rule.oid::text as key_name, part.attname as column_name,
      target.relname as to_table, target_place.nspname as to_schema,
      pg_table_is_visible(target.oid) as is_visible, target_part.attname as to_column
    from pg_constraint as rule
    cross join lateral unnest(rule.conkey, rule.confkey) with ordinality as pair (from_column, to_column, position)
    join pg_attribute as part on part.attrelid = rule.conrelid and part.attnum = pair.from_column
    join pg_class as target on target.oid = rule.confrelid
    join pg_namespace as target_place on target_place.oid = target.relnamespace
    join pg_attribute as target_part on target_part.attrelid = rule.confrelid and target_part.attnum = pair.to_column
    where rule.contype = 'f' order by rule.conrelid, rule.oid, pair.position`.compile(builder)
  const of = partsByTable({ columns, keys, references }, 'id')
  return { quote: '"', tables: tables.rows.map((row) => readTable(row, of)) }
}

function readTable(row: Row, of: TableParts): CatalogTable {
  const id = String(row['id'])
  const estimate = Number(row['estimated_rows'])
  return {
    schema: truth(row['is_visible']) ? null : String(row['schema_name']),
    name: String(row['name']),
    kind: row['kind'] === 'v' || row['kind'] === 'm' ? 'view' : 'table',
    columns: (of.columns.get(id) ?? []).map(readColumn),
    keys: groupsBy(of.keys.get(id) ?? [], 'key_name').map(readKey),
    references: groupsBy(of.references.get(id) ?? [], 'key_name').map((parts) =>
      readReference(parts, schemaOf(parts[0])),
    ),
    // -1 before the table was ever analysed.
    estimatedRows: estimate < 0 ? null : estimate,
    access: truth(row['is_readable']) ? 'readable' : 'refused',
  }
}

function schemaOf(row: Row | undefined): string | null {
  return row === undefined || truth(row['is_visible']) ? null : String(row['to_schema'])
}

function readColumn(row: Row): CatalogColumn {
  const type = String(row['type']).toLowerCase()
  const allowed = typeof row['allowed'] === 'string' ? row['allowed'].split(',') : null
  const ignoresCase = type.endsWith('citext') || row['is_deterministic'] === false
  return {
    name: String(row['name']),
    type,
    kind: allowed === null ? kindOfType(type.replace(/^.*\./, '')) : 'text',
    isRequired: truth(row['is_required']),
    hasDefault: truth(row['has_default']),
    length: lengthOfType(type),
    comparison: ignoresCase ? 'ignore-case' : 'exact',
    allowed,
  }
}
