import { guarded } from '../flows/failure.js'
import { type FormField, type StandardField, standardValue } from '../flows/registration-form.js'
import type { Ticket } from '../flows/ticket.js'
import type { FieldView } from '../pages/models.js'
import type { FieldProblem } from '../ports/host.js'
import type { Exchange } from './exchange.js'

const standardInputs = {
  email: { type: 'email', autocomplete: 'email' },
  name: { type: 'text', autocomplete: 'name' },
  postal_code: { type: 'text', autocomplete: 'postal-code' },
} as const

/** The inputs of the registration page: what was posted, else what Amazon told, with what is wrong about each. */
export async function createFieldViews(
  exchange: Exchange,
  ticket: Ticket,
  problems: readonly FieldProblem[],
): Promise<FieldView[]> {
  const proposed = await proposals(exchange, ticket)
  const form = exchange.wiring.registrationForm
  const problemOf = (name: string) => toView(problems.find(({ field }) => field === name))
  const standard = form.ask.map((name): FieldView => {
    const isNeeded = form.require.includes(name) || ticket.missing?.includes(name) === true
    const required = isNeeded || problems.some((found) => found.field === name)
    const value = exchange.body.get(name) ?? prefill(ticket, name)
    return { ...standardInputs[name], ...plain, name, value, required, problem: problemOf(name) }
  })
  const declared = Object.entries(form.fields).map(([name, field]): FieldView => {
    const value = exchange.body.get(name) ?? field.propose?.(ticket.profile) ?? proposed[name] ?? ''
    return { ...describe(field), name, value, problem: problemOf(name) }
  })
  return [...standard, ...declared, ...codeField(exchange, ticket, problemOf('code'))]
}

/** The code that was mailed, asked for only once it was. */
function codeField({ body }: Exchange, { mailProof }: Ticket, problem: FieldView['problem']): FieldView[] {
  if (mailProof === null) return []
  const input = { type: 'text', autocomplete: 'one-time-code' } as const
  return [{ ...plain, ...input, name: 'code', value: body.get('code') ?? '', required: true, problem }]
}

/** What the host proposes for its own fields, once Amazon's address is not said to be someone else's. */
async function proposals({ wiring }: Exchange, ticket: Ticket): Promise<Readonly<Record<string, string>>> {
  const { name } = ticket.profile
  const email = prefill(ticket, 'email') || null
  return guarded('host-failed', async () => (await wiring.host.proposeFields?.({ name, email })) ?? {})
}

const plain = { label: null, help: null, options: [] }

/** What Amazon told. An address that the visitor said is someone else's is not offered again. */
export function prefill(ticket: Ticket, field: StandardField): string {
  if (field === 'email' && ticket.emailDeclined) return ''
  return standardValue(ticket.profile, field) ?? ''
}

function describe(field: FormField): Omit<FieldView, 'name' | 'value' | 'problem'> {
  return {
    label: field.label,
    type: field.type ?? 'text',
    required: field.presence !== 'optional',
    autocomplete: field.autocomplete ?? null,
    help: field.help ?? null,
    options: field.options ?? [],
  }
}

function toView(problem: FieldProblem | undefined): FieldView['problem'] {
  return problem === undefined ? null : { kind: problem.problem, message: problem.message ?? null }
}
