import type { FieldView, Frame } from './models.js'
import { FieldError } from './password-field.js'

const standardAutocomplete: Readonly<Record<string, string>> = {
  email: 'email',
  name: 'name',
  postal_code: 'postal-code',
}

interface FieldProps {
  readonly field: FieldView
  readonly frame: Frame
  /** `first`: the first field with a problem, where the visitor goes on. */
  readonly focus: 'first' | 'none'
}

/** One input with its label, its help and what is wrong with it. The host's words may be in another script: `bdi`. */
export function RegistrationField(props: FieldProps) {
  if (props.field.type === 'checkbox') return <CheckboxField {...props} />
  return (
    <div class="field">
      <Label {...props} />
      <Details {...props} />
      {props.field.type === 'select' ? <Select {...props} /> : <TextInput {...props} />}
    </div>
  )
}

export function fieldId(field: FieldView): string {
  return `field-${field.name}`
}

/** The host's label; for the fields that are usual the one of the language. */
export function fieldLabel(field: FieldView, { messages }: Frame): string {
  if (field.label !== null) return field.label
  if (field.name === 'email') return messages.common.email
  if (field.name === 'name') return messages.register.name
  if (field.name === 'username') return messages.register.username
  if (field.name === 'postal_code') return messages.register.postalCode
  if (field.name === 'code') return messages.link.code
  return field.name
}

/** The host's own sentence, else the standard one. Null when the field is right. */
export function fieldProblem({ problem }: FieldView, { messages }: Frame): string | null {
  if (problem === null) return null
  return problem.message ?? messages.register.fieldProblems[problem.kind]
}

function Label({ field, frame }: FieldProps) {
  return (
    <label for={fieldId(field)}>
      <bdi>{fieldLabel(field, frame)}</bdi>
      {!field.required && <span class="muted"> {frame.messages.register.optional}</span>}
    </label>
  )
}

function Details({ field, frame }: FieldProps) {
  const id = fieldId(field)
  return (
    <>
      {field.help !== null && (
        <p class="help" id={`${id}-help`}>
          <bdi>{field.help}</bdi>
        </p>
      )}
      <FieldError id={`${id}-problem`} text={fieldProblem(field, frame)} />
    </>
  )
}

function CheckboxField(props: FieldProps) {
  const { field, focus } = props
  return (
    <div class="field">
      <Details {...props} />
      <div class="check">
        <input type="checkbox" value="on" checked={field.value !== ''} {...commonAttributes(field, focus)} />
        <Label {...props} />
      </div>
    </div>
  )
}

function TextInput({ field, focus }: FieldProps) {
  return <input type={field.type} value={field.value} {...commonAttributes(field, focus)} />
}

function Select({ field, frame, focus }: FieldProps) {
  return (
    <select {...commonAttributes(field, focus)}>
      <option value="">{frame.messages.register.choose}</option>
      {field.options.map(({ value, label }) => (
        <option value={value} selected={value === field.value}>
          {label}
        </option>
      ))}
    </select>
  )
}

function commonAttributes(field: FieldView, focus: FieldProps['focus']) {
  const id = fieldId(field)
  const described = [field.problem && `${id}-problem`, field.help !== null && `${id}-help`].filter(Boolean)
  return {
    id,
    name: field.name,
    required: field.required,
    autofocus: focus === 'first',
    autocomplete: field.autocomplete ?? standardAutocomplete[field.name],
    'aria-invalid': field.problem === null ? null : 'true',
    'aria-describedby': described.length > 0 ? described.join(' ') : null,
  }
}
