import type { Database } from './database.js'
import type { ColumnDefinition, TableDefinition, TableShape } from './dialect.js'
import type { Steps } from './executor.js'
import type { StoreSettings } from './settings.js'

/** The tables of our own that these settings need. */
export function ownTables(settings: Omit<StoreSettings, 'database' | 'clock'>): TableDefinition[] {
  const { links } = settings
  return [
    links.kind === 'table' ? linksTable(links.table) : reservationsTable(links.reservations),
    ticketsTable(settings.tickets),
    limitsTable(settings.limits),
    auditTable(settings.audit),
    outboxTable(settings.outbox),
  ]
}

/** What a table of ours is like, in the schema that its name begins with; null when there is none. */
export function describeOwnTable({ dialect }: Database, name: string): Steps<TableShape | null> {
  // No name of a table or schema holds a dot.
  const dot = name.indexOf('.')
  return dialect.describeTable(name.slice(dot + 1), dot === -1 ? null : name.slice(0, dot))
}

/** The columns the accounts table gets where links live in it. */
export function linkColumns({ links }: Pick<StoreSettings, 'links'>): ColumnDefinition[] {
  if (links.kind === 'table') return []
  const times = [links.linkedAt, links.lastUsedAt].flatMap((name) => name ?? [])
  return [optional(links.column, 'key'), ...times.map((name) => optional(name, 'instant'))]
}

function linksTable(name: string): TableDefinition {
  return {
    name,
    columns: [
      required('issuer', 'key'),
      required('subject', 'key'),
      // Empty while the subject is held for a sign-up.
      optional('account_id', 'key'),
      optional('linked_at', 'instant'),
      optional('last_used_at', 'instant'),
      optional('email_at_link', 'text'),
      // What Amazon told last, as JSON.
      optional('seen', 'text'),
      optional('reservation', 'key'),
      // What the host was told to keep beside the account, so that an interrupted sign-up finds it again.
      optional('sign_up', 'key'),
    ],
    unique: [['issuer', 'subject'], ['account_id']],
    indexed: [],
  }
}

function reservationsTable(name: string): TableDefinition {
  return {
    name,
    columns: [
      required('issuer', 'key'),
      required('subject', 'key'),
      required('reservation', 'key'),
      required('reserved_at', 'instant'),
      optional('sign_up', 'key'),
    ],
    unique: [['issuer', 'subject']],
    indexed: [],
  }
}

function ticketsTable(name: string): TableDefinition {
  return {
    name,
    columns: [required('id', 'key'), required('expires_at', 'instant')],
    unique: [['id']],
    indexed: ['expires_at'],
  }
}

function outboxTable(name: string): TableDefinition {
  return {
    name,
    columns: [
      required('id', 'key'),
      required('sealed', 'text'),
      required('attempts', 'count'),
      required('due_at', 'instant'),
      required('expires_at', 'instant'),
    ],
    unique: [['id']],
    indexed: ['due_at', 'expires_at'],
  }
}

function limitsTable(name: string): TableDefinition {
  return {
    name,
    columns: [required('id', 'key'), required('attempts', 'count'), required('expires_at', 'instant')],
    unique: [['id']],
    indexed: ['expires_at'],
  }
}

function auditTable(name: string): TableDefinition {
  return {
    name,
    columns: [
      required('id', 'row-id'),
      required('at', 'instant'),
      required('event', 'text'),
      optional('account_id', 'key'),
      required('issuer', 'key'),
      required('subject', 'key'),
      required('details', 'text'),
    ],
    unique: [],
    indexed: ['account_id'],
  }
}

function required(name: string, type: ColumnDefinition['type']): ColumnDefinition {
  return { name, type, presence: 'required' }
}

function optional(name: string, type: ColumnDefinition['type']): ColumnDefinition {
  return { name, type, presence: 'optional' }
}
