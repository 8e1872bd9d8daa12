import type { AccountId } from '../linking/facts.js'
import type { Column } from './dialect.js'

type Bound = string | number | bigint

/** How ids of accounts are written, by the type of their column. */
export interface ImportIds {
  /** The id as the database writes it, or null for a text that cannot be one. */
  parse(text: string): AccountId | null
  /** As a driver takes it: a number for a number column, whose index a text would not use everywhere. */
  bind(id: AccountId): Bound
}

/** The forms of an id, by what the column can hold. An id that it cannot hold would end the whole statement. */
export function idsOf(column: Column | undefined, database: string): ImportIds {
  const type = column?.type.toLowerCase() ?? ''
  if (/^(?:tiny|small|medium|big|unsigned )*(?:int(?!erval)|serial)|^(?:numeric|decimal)/.test(type)) {
    return integerIds(type, database)
  }
  return /uuid|uniqueidentifier/.test(type) ? uuidIds : textIds
}

const decimal = /^(?:0|-?[1-9]\d{0,19})$/

function integerIds(type: string, database: string): ImportIds {
  const bits = bitsOf(type, database) - (type.includes('unsigned') ? 0 : 1)
  const most = 2n ** BigInt(bits)
  return {
    parse: (text) => (decimal.test(text) && BigInt(text) < most && BigInt(text) >= -most ? text : null),
    bind: (id) => {
      const number = Number(id)
      return Number.isSafeInteger(number) ? number : BigInt(id)
    },
  }
}

// `integer` means 32 bits in PostgreSQL, which refuses to compare it with more, and 64 in SQLite.
function bitsOf(type: string, database: string): number {
  if (/^(?:small|int2|serial2)/.test(type)) return 16
  return database === 'postgres' && !/^(?:big|int8|serial8|numeric|decimal)/.test(type) ? 32 : 64
}

const uuidIds: ImportIds = {
  parse: (text) => (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : null),
  bind: (id) => id,
}

const textIds: ImportIds = {
  // A control character or a lost one never belongs to an id; most databases take no NUL at all.
  parse: (text) => (/^[^\p{Cc}\p{Cs}\ufffd]{1,255}$/u.test(text) ? text : null),
  bind: (id) => id,
}
