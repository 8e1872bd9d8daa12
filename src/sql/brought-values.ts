import type { Registration } from '../ports/host.js'
import { inCase } from './letter-case.js'
import { splitName } from './person-name.js'
import type { Settings } from './settings.js'
import { usernameField } from './username.js'

export interface Brought {
  readonly field: string
  readonly name: string
  readonly value: unknown
  /** `identifier`: never made up · `last-name`: asked for where a name has one word only. */
  readonly role: 'identifier' | 'last-name' | 'other'
}

/** What the visitor may decide, and in which column it goes: nothing that is not mapped gets anywhere. */
export function broughtValues(settings: Settings, registration: Registration): Brought[] {
  const { accounts } = settings
  const declared = Object.entries(accounts.fields ?? {}).map(([field, name]): Brought => {
    const value = Object.hasOwn(registration.fields, field) ? registration.fields[field] : null
    return { field, name, value, role: 'other' }
  })
  return [
    ...emailValues(settings, registration),
    ...nameValues(settings, registration),
    ...usernameValues(settings, registration),
    ...(accounts.postalCode === undefined
      ? []
      : [brought('postal_code', accounts.postalCode, registration.postalCode || null)]),
    ...declared,
  ]
}

function emailValues({ mapping: { email } }: Settings, registration: Registration): Brought[] {
  if (email === null) return []
  const value = registration.email || null
  const address = value === null ? null : inCase(email.case, value)
  if (email.part !== null) {
    return email.part.copy === undefined ? [] : [identifier('email', email.part.copy, address)]
  }
  return [identifier('email', email.column, address), ...twin('email', email.normalized, value)]
}

function nameValues({ mapping: { name } }: Settings, registration: Registration): Brought[] {
  const given = registration.name || null
  if (name === null) return []
  if (typeof name === 'string') return [brought('name', name, given)]
  const { first, last } = given === null ? { first: null, last: null } : splitName(given)
  return [
    brought('name', name.first, first),
    { field: 'name', name: name.last, value: last, role: 'last-name' },
  ]
}

function usernameValues({ mapping: { username } }: Settings, registration: Registration): Brought[] {
  if (username === null) return []
  const isAddress = username.from === 'email'
  const field = isAddress ? 'email' : usernameField
  const chosen = isAddress ? registration.email : registration.fields[usernameField]
  const value = typeof chosen === 'string' && chosen !== '' ? chosen : null
  return [identifier(field, username.column, value), ...twin(field, username.normalized ?? null, value)]
}

function twin(
  field: string,
  normalized: { readonly column: string; readonly case: 'lower' | 'upper' } | null,
  value: string | null,
): Brought[] {
  if (normalized === null) return []
  return [identifier(field, normalized.column, value === null ? null : inCase(normalized.case, value))]
}

function identifier(field: string, name: string, value: string | null): Brought {
  return { field, name, value, role: 'identifier' }
}

function brought(field: string, name: string, value: string | null): Brought {
  return { field, name, value, role: 'other' }
}
