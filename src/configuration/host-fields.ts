import type { FormField, RegistrationForm } from '../flows/registration-form.js'
import type { Host } from '../ports/host.js'

/** Fields that the host brings, checks and stores itself: the text goes to it as it was typed. */
export function hostFields({
  registrationFields = {},
}: Pick<Host, 'registrationFields'>): RegistrationForm['fields'] {
  return Object.fromEntries(
    Object.entries(registrationFields).map(([name, { label = null, ...field }]) => [
      name,
      { ...field, label, schema: anyText },
    ]),
  )
}

const anyText: FormField['schema'] = {
  '~standard': { version: 1, vendor: 'sparekey', validate: (value) => ({ value: String(value).trim() }) },
}
