import type { StandardSchemaV1 } from '@standard-schema/spec'
import { longestAddress, parseEmail } from '../amazon/email.js'
import { withoutUnprintable } from '../amazon/profile.js'
import type { FieldProblem, Registration } from '../ports/host.js'
import type { TicketProfile } from './ticket.js'

/** A field of the host's own on the registration page. */
export interface FieldDeclaration {
  /** What the customer reads. */
  readonly label: string
  /** Any Standard Schema (valibot, zod, arktype …). Gets the posted text; what it returns reaches `createAccount`. */
  readonly schema: StandardSchemaV1
  /** Default `text`. A checkbox posts `on` or nothing (an empty text). */
  readonly type?: 'text' | 'email' | 'tel' | 'checkbox' | 'select'
  /** Whether the browser insists on an answer. The schema decides in any case. Default `required`. */
  readonly presence?: 'required' | 'optional'
  /** HTML autocomplete token. */
  readonly autocomplete?: string
  readonly help?: string
  /** For `select`. */
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  /** A first value to offer, made from what Amazon told (a user name, say). */
  readonly propose?: (profile: TicketProfile) => string
}

/** A declared field of the page, or one that the host brings itself and that has no label where the language has a word for it. */
export type FormField = Omit<FieldDeclaration, 'label'> & { readonly label: string | null }

export type StandardField = 'email' | 'name' | 'postal_code'

/** The registration page as the host declared it. */
export interface RegistrationForm {
  /** Standard fields on the page, in this order. */
  readonly ask: readonly StandardField[]
  /** Standard fields the host cannot do without. */
  readonly require: readonly StandardField[]
  readonly fields: Readonly<Record<string, FormField>>
  /** `code`: the address is proven on the page before there is an account. */
  readonly emailProof: 'none' | 'code'
}

const limits: Record<StandardField, number> = { email: longestAddress, name: 200, postal_code: 32 }

/** Whether the host must know something that Amazon did not tell. */
export function needsMoreFields(form: RegistrationForm, profile: TicketProfile): boolean {
  if (form.emailProof === 'code' && profile.email !== null) return true
  if (Object.keys(form.fields).length > 0) return true
  return form.require.some((field) => standardValue(profile, field) === null)
}

/** What Amazon told about one standard field. */
export function standardValue(profile: TicketProfile, field: StandardField): string | null {
  if (field === 'postal_code') return profile.postalCode
  return profile[field]
}

/** A registration made of nothing but what Amazon told. */
export function registrationFromProfile(profile: TicketProfile): Registration {
  return {
    email: profile.email,
    emailProven: false,
    name: profile.name,
    postalCode: profile.postalCode,
    fields: {},
  }
}

export type ParsedRegistration =
  | { readonly registration: Registration }
  | { readonly problems: readonly FieldProblem[] }

/** Reads the posted form. Only declared fields are looked at, whatever else was sent. */
export async function parseRegistration(
  form: RegistrationForm,
  posted: ReadonlyMap<string, string>,
): Promise<ParsedRegistration> {
  const problems: FieldProblem[] = []
  const standard = (field: StandardField): string | null => {
    const value = form.ask.includes(field) ? (posted.get(field) ?? '').trim() : ''
    const problem = standardProblem(form, field, value)
    if (problem !== null) problems.push({ field, problem })
    return value === '' ? null : value
  }
  const email = standard('email')
  const name = standard('name')
  const postalCode = standard('postal_code')
  const fields = await parseDeclared(form, posted, problems)
  if (problems.length > 0) return { problems }
  return { registration: { email, emailProven: false, name, postalCode, fields } }
}

function standardProblem(
  form: RegistrationForm,
  field: StandardField,
  value: string,
): FieldProblem['problem'] | null {
  if (value === '') return form.require.includes(field) ? 'required' : null
  // By the same measure as what Amazon told, or a prefilled form could not be sent.
  const isTooLong = Array.from(value).length > limits[field]
  if (isTooLong || withoutUnprintable(value) !== value) return 'invalid'
  // Typed or told by Amazon: an address that two layers could read differently is nobody's.
  return field === 'email' && parseEmail(value) === null ? 'invalid' : null
}

async function parseDeclared(
  form: RegistrationForm,
  posted: ReadonlyMap<string, string>,
  problems: FieldProblem[],
): Promise<Record<string, unknown>> {
  const entries: [string, unknown][] = []
  for (const [field, declaration] of Object.entries(form.fields)) {
    const result = await declaration.schema['~standard'].validate(posted.get(field) ?? '')
    const issue = result.issues?.[0]
    if (issue !== undefined) problems.push({ field, problem: 'invalid', message: issue.message })
    else if (!result.issues) entries.push([field, result.value])
  }
  return Object.fromEntries(entries)
}
